using Azure.Core;

namespace Smart.Local.Storage.Memory;

/// <summary>What a service answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The content; empty for none.</param>
/// <param name="Headers">The headers that say something about this answer; those of every answer are added on the way.</param>
internal sealed record StorageAnswer(int Status, ReadOnlyMemory<byte> Body, params IReadOnlyList<HttpHeader> Headers)
{
    public StorageAnswer(int status, params IReadOnlyList<HttpHeader> headers)
        : this(status, ReadOnlyMemory<byte>.Empty, headers)
    {
    }
}

/// <summary>Why a request is refused: what the services' documentation calls the error code.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code, as Azurite spells it.</param>
/// <param name="Message">For people.</param>
internal sealed record Refusal(int Status, string Code, string Message);
