using System.Security.Cryptography;
using System.Text;

namespace Smart.Shared.Mail;

/// <summary>A UUID that stands for one of our operation ids: the same id gives the same UUID (RFC 9562, version 8 over SHA-256).</summary>
public static class OperationUuid
{
    private const string Purpose = "smart-mail|";

    /// <summary>The UUID of an operation id.</summary>
    public static Guid Of(string operationId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Purpose + operationId), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
