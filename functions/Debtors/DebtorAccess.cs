using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Functions.Debtors;

/// <summary>Who sees a debtor: desk and finance, and the members who created it or invoiced it.</summary>
public sealed class DebtorAccess(DebtorService debtors)
{
    /// <summary>Null when the caller may; others are told that there is none, for they must not learn which ids exist.</summary>
    public async Task<Refusal?> CheckAsync(Caller caller, string debtorId, CancellationToken cancellationToken)
    {
        if (!DerivedId.IsId(debtorId)) return Refusal.Missing("debtor");
        if (caller.IsStaff) return null;
        return caller.MemberId is { } member && await debtors.IsOfMemberAsync(member, debtorId, cancellationToken) ? null : Refusal.Missing("debtor");
    }
}
