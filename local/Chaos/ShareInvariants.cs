using Smart.Shared.Shares;

namespace Smart.Local.Chaos;

/// <summary>What must hold of shares.</summary>
internal static class ShareInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("each request for shares is there once", Requests),
        new("a request received what was sent for it", Received),
        new("the register holds the paid requests", Register),
        new("a member holds what the register says", Holders),
    ];

    private static IEnumerable<(string Key, string Expected, string Found)> Requests(ChaosEvidence evidence) => InvoiceInvariants.Same(
        evidence.Promised.Shares.Select(share => share.RequestId), evidence.State.ShareRequests.Select(request => request.RequestId), "request");

    private static IEnumerable<(string Key, string Expected, string Found)> Received(ChaosEvidence evidence)
    {
        var sent = evidence.Promised.Movements.Where(movement => movement.ShareRequestId is not null).ToLookup(movement => movement.ShareRequestId!, movement => movement.Cents);
        var requests = evidence.State.ShareRequests.ToLookup(request => request.RequestId, request => request.Received.Cents);
        foreach (var share in evidence.Promised.Shares)
        {
            var expected = Math.Min(share.Cents, sent[share.RequestId].Sum());
            if (requests[share.RequestId].Sum() != expected) yield return (share.Key, $"{expected} of {share.Cents} cents received", $"{requests[share.RequestId].Sum()} cents");
        }
    }

    private static IEnumerable<(string Key, string Expected, string Found)> Register(ChaosEvidence evidence) => InvoiceInvariants.Same(
        evidence.State.ShareRequests.Where(request => request.State == ShareRequestState.Paid).Select(request => $"{request.RequestId}: {request.Count} shares, {request.Amount.Cents} cents"),
        evidence.State.ShareEntries.Select(entry => $"{entry.Cause}: {entry.Count} shares, {entry.Paid.Cents} cents"),
        "entry of the register");

    private static IEnumerable<(string Key, string Expected, string Found)> Holders(ChaosEvidence evidence)
    {
        var entries = evidence.State.ShareEntries.ToLookup(entry => entry.MemberId, entry => entry.Count);
        return evidence.State.Members.Where(head => head.ShareCount != entries[head.MemberId].Sum())
            .Select(head => (head.MemberId, $"{entries[head.MemberId].Sum()} shares", $"{head.ShareCount}"));
    }
}
