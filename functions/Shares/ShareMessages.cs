using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.References;
using Smart.Shared.Shares;

namespace Smart.Functions.Shares;

/// <summary>Asks for shares.</summary>
/// <param name="Count">How many: one covers one calendar year.</param>
public sealed record RequestSharesRequest(int? Count);

/// <summary>A request to pay shares, and how to pay it.</summary>
/// <param name="RequestId">Its id.</param>
/// <param name="Count">How many shares.</param>
/// <param name="Amount">The price of them all.</param>
/// <param name="Received">Received so far.</param>
/// <param name="State">How far it is.</param>
/// <param name="Communication">The structured communication to pay with, as printed.</param>
/// <param name="Iban">The account to pay to.</param>
/// <param name="PayBefore">Last day to pay.</param>
/// <param name="RenewalYear">The year that it renews, where it does.</param>
public sealed record ShareRequestResponse(
    string RequestId, int Count, Money Amount, Money Received, ShareRequestState State, string Communication, string Iban, DateOnly PayBefore, int? RenewalYear)
{
    internal static ShareRequestResponse Of(ShareRequestRow request, string iban) => new(
        request.RequestId,
        request.Count,
        request.Amount,
        request.Received,
        request.State,
        StructuredCommunication.TryParse(request.Reference, out var communication) ? communication.ToString() : request.Reference,
        iban,
        request.PayBefore,
        request.RenewalYear);
}

/// <summary>An entry of the register of shares.</summary>
/// <param name="Cause">The request that was paid.</param>
/// <param name="Count">Shares issued.</param>
/// <param name="ShareClass">Their class.</param>
/// <param name="Paid">Paid on them.</param>
/// <param name="ValueDate">The day on which the money was received.</param>
public sealed record ShareEntryResponse(string Cause, int Count, string ShareClass, Money Paid, DateOnly ValueDate)
{
    internal static ShareEntryResponse Of(ShareEntry entry) => new(entry.Cause, entry.Count, entry.ShareClass, entry.Paid, entry.ValueDate);
}

/// <summary>What a member holds.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Status">The standing today.</param>
/// <param name="ShareCount">Shares held.</param>
/// <param name="CoveredUntil">Last day covered; absent without a share.</param>
/// <param name="Entries">The member's part of the register.</param>
/// <param name="Requests">Requests to pay, paid or not.</param>
public sealed record MemberSharesResponse(
    string MemberId,
    ShareStatus Status,
    int ShareCount,
    DateOnly? CoveredUntil,
    IReadOnlyList<ShareEntryResponse> Entries,
    IReadOnlyList<ShareRequestResponse> Requests);

/// <summary>A page of the register of shares (art. 6:24–6:25 CSA).</summary>
/// <param name="AsOf">The day that it shows.</param>
/// <param name="Holders">The holders of the page; those without a share on that day are left out.</param>
/// <param name="Next">What to ask the next page with; absent on the last one.</param>
public sealed record ShareRegisterResponse(DateOnly AsOf, IReadOnlyList<ShareHolderResponse> Holders, string? Next);

/// <summary>A holder in the register.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Name">Name.</param>
/// <param name="Address">Domicile.</param>
/// <param name="ShareCount">Shares held on the day.</param>
/// <param name="Paid">Paid on them.</param>
/// <param name="Entries">The entries up to the day.</param>
public sealed record ShareHolderResponse(
    string MemberId, string Name, PostalAddress Address, int ShareCount, Money Paid, IReadOnlyList<ShareEntryResponse> Entries)
{
    internal static ShareHolderResponse Of(ShareHolder holder) => new(
        holder.Member.Id,
        holder.Member.Profile.Name,
        holder.Member.Profile.Address,
        holder.Entries.Sum(entry => entry.Count),
        holder.Entries.Sum(entry => entry.Paid),
        [.. holder.Entries.Select(ShareEntryResponse.Of)]);
}
