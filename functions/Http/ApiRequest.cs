using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Smart.Shared;

namespace Smart.Functions.Http;

/// <summary>Reads the body and the parameters of a request.</summary>
public static class ApiRequest
{
    /// <summary>The largest JSON body that is read: 1 MiB.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private const string HashKey = "Smart.BodyHash";

    /// <summary>The JSON body. Malformed, unknown or doubled members: 400 naming the path; over 1 MiB: 413.</summary>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken = default)
        where T : class
    {
        var read = await ReadBytesAsync(request, MaximumBytes, cancellationToken);
        if (read.Refusal is { } refusal) return refusal;
        try
        {
            var body = JsonSerializer.Deserialize<T>(read.Value.ToMemory().Span, ApiJson.Options);
            return body is null ? Malformed("$") : body;
        }
        catch (JsonException malformed)
        {
            return Malformed(malformed.Path ?? "$");
        }
    }

    /// <summary>The raw body; over <paramref name="maximumBytes"/>: 413.</summary>
    public static async Task<Result<BinaryData>> ReadBytesAsync(HttpRequest request, int maximumBytes, CancellationToken cancellationToken = default)
    {
        if (request.ContentLength > maximumBytes) return TooLarge(maximumBytes);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + count > maximumBytes) return TooLarge(maximumBytes);
            await buffer.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
        }

        var body = new BinaryData(buffer.ToArray());
        request.HttpContext.Items[HashKey] = Convert.ToHexStringLower(SHA256.HashData(body.ToMemory().Span));
        return body;
    }

    /// <summary>A date in the query string, <c>yyyy-MM-dd</c>; null when it is absent, 400 when it is not a date.</summary>
    public static Result<DateOnly?> Date(HttpRequest request, string name)
    {
        if (request.Query[name].ToString() is not { Length: > 0 } text) return (DateOnly?)null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)
            ? date
            : new Refusal(RefusalKind.Malformed, "malformed-parameter", $"{name} is a date such as 2026-01-31.", name);
    }

    /// <summary>The SHA-256 of the body that was read; of nothing when none was.</summary>
    internal static string BodyHash(HttpRequest request) => request.HttpContext.Items[HashKey] as string ?? "";

    private static Refusal Malformed(string path) => new(
        RefusalKind.Malformed, "malformed-json", $"The body cannot be read at {path}: it is not JSON, or a member there is missing, unknown, doubled or of another type.", path);

    private static Refusal TooLarge(int maximumBytes) =>
        new(RefusalKind.TooLarge, "body-too-large", $"The body is larger than {maximumBytes} bytes.");
}
