using System.Security.Cryptography;

namespace Smart.Shared.Storage;

/// <summary>Makes identifiers that mean nothing: never an enterprise number, never a counter. Not for use in orchestrators.</summary>
public interface IIdSource
{
    /// <summary>A new identifier of 20 lower-case letters and digits, safe as a table key and in a URL.</summary>
    string NewId();
}

/// <summary>Identifiers of 100 random bits.</summary>
public sealed class RandomIds : IIdSource
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <inheritdoc />
    public string NewId() => RandomNumberGenerator.GetString(Alphabet, 20);
}
