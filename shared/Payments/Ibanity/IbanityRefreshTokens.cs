using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>
/// The refresh token that replaced the configured one, sealed with a key made of the client's secret. Partition and row by product.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record RefreshTokenRow : StoredRow
{
    /// <summary>Nonce, tag and ciphertext of AES-GCM, base64.</summary>
    public required string Sealed { get; init; }

    /// <summary>Partition and key.</summary>
    public static string Key(string product) => $"ibanity-token|{product}";
}

/// <summary>Keeps refresh tokens, which are good once: unreadable for whoever has the tables and not the vault.</summary>
public sealed class IbanityRefreshTokens(TableStore store)
{
    private const int NonceLength = 12, TagLength = 16, KeyLength = 32;

    /// <summary>The token to use: the kept one, or the configured one when none was kept or another secret sealed it.</summary>
    internal async Task<string> FindAsync(IbanityClient client, CancellationToken cancellationToken)
    {
        var key = RefreshTokenRow.Key(client.Path);
        var row = await store.FindAsync<RefreshTokenRow>(TableNames.Accounts, key, key, cancellationToken);
        return row is null ? client.RefreshToken : Open(client, row.Sealed) ?? client.RefreshToken;
    }

    /// <summary>Keeps the token that an answer brought.</summary>
    internal Task PutAsync(IbanityClient client, string token, CancellationToken cancellationToken)
    {
        var key = RefreshTokenRow.Key(client.Path);
        var row = new RefreshTokenRow { PartitionKey = key, RowKey = key, Sealed = Seal(client, token) };
        return store.CommitAsync(new RowBatch(TableNames.Accounts, key).Put(row), cancellationToken);
    }

    private static string Seal(IbanityClient client, string token)
    {
        var plain = Encoding.UTF8.GetBytes(token);
        var all = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(KeyOf(client), TagLength);
        cipher.Encrypt(all.AsSpan(0, NonceLength), plain, all.AsSpan(NonceLength + TagLength), all.AsSpan(NonceLength, TagLength));
        return Convert.ToBase64String(all);
    }

    private static string? Open(IbanityClient client, string text)
    {
        var all = Convert.FromBase64String(text);
        var plain = new byte[all.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(KeyOf(client), TagLength);
        try
        {
            cipher.Decrypt(all.AsSpan(0, NonceLength), all.AsSpan(NonceLength + TagLength), all.AsSpan(NonceLength, TagLength), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // The configured token is part of it: one configured anew, after a new consent, puts the kept one out of use.
    private static byte[] KeyOf(IbanityClient client) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes($"{client.Secret}\n{client.RefreshToken}"), KeyLength, info: Encoding.UTF8.GetBytes(RefreshTokenRow.Key(client.Path)));
}
