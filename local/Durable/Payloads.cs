using System.Text;
using Microsoft.DurableTask;

namespace Smart.Local.Durable;

/// <summary>Inputs, outputs and events as JSON of a limited size.</summary>
internal static class Payloads
{
    internal static string? Serialize(DataConverter converter, object? value) => Check(converter.Serialize(value));

    internal static string? Check(string? json)
    {
        var size = json is null ? 0 : Encoding.UTF8.GetByteCount(json);
        return size <= DurableEngineOptions.MaxPayloadBytes
            ? json
            : throw new ArgumentException(
                $"A durable payload of {size} bytes is larger than {DurableEngineOptions.MaxPayloadBytes}; store it as a blob and pass its name.",
                nameof(json));
    }
}
