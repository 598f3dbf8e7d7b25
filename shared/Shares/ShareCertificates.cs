using Smart.Shared.Mail;
using Smart.Shared.Members;
using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>Sends members the certificate of what they paid.</summary>
public sealed class ShareCertificates(TableStore store, MemberService members, ShareLetters letters, OnceMailer mailer)
{
    /// <summary>Sends the certificate of the entry that a request caused, once for the operation id.</summary>
    public async Task SendAsync(string operationId, string memberId, string requestId, CancellationToken cancellationToken = default)
    {
        var entry = await store.FindAsync<ShareEntry>(TableNames.Members, memberId, ShareKeys.Entry(memberId, requestId), cancellationToken)
            ?? throw new InvalidOperationException($"Request {requestId} is not in the register.");
        var member = await members.FindAsync(memberId, cancellationToken) ?? throw new InvalidOperationException($"Member {memberId} lost its rows.");
        await mailer.SendOnceAsync(TableNames.Members, memberId, await letters.CertificateAsync(operationId, member, entry), cancellationToken);
    }
}
