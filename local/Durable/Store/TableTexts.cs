using System.Text;
using Azure.Data.Tables;

namespace Smart.Local.Durable;

/// <summary>A text of any size within a row: UTF-8 in binary properties of at most 60,000 bytes, and their number.</summary>
internal static class TableTexts
{
    private const int ChunkBytes = 60_000;

    internal static void Set(TableEntity entity, string name, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        var count = (bytes.Length + ChunkBytes - 1) / ChunkBytes;
        entity[name + "N"] = count;
        for (var index = 0; index < count; index++)
        {
            entity[$"{name}{index}"] = bytes.AsSpan(index * ChunkBytes, Math.Min(ChunkBytes, bytes.Length - (index * ChunkBytes))).ToArray();
        }
    }

    internal static string? Get(TableEntity entity, string name)
    {
        if (entity.GetInt32(name + "N") is not ({ } count and > 0))
        {
            return null;
        }

        using var bytes = new MemoryStream();
        for (var index = 0; index < count; index++)
        {
            bytes.Write(entity.GetBinary($"{name}{index}"));
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
