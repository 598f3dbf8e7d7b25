using Smart.Shared;
using Smart.Shared.Debtors;

namespace Smart.Functions.Debtors;

/// <summary>A client to create.</summary>
/// <param name="Kind">enterprise, publicBody or consumer: decides the law of late payment.</param>
/// <param name="Language">fr, nl, en or de.</param>
/// <param name="Name">Name of the person or denomination.</param>
/// <param name="Address">Where post goes.</param>
/// <param name="EnterpriseNumber">Belgian enterprise number, in any spelling.</param>
/// <param name="VatNumber">VAT number of an EU country, with its prefix.</param>
/// <param name="Email">Where e-mail goes.</param>
/// <param name="Channels">The channels to try, in order; left out: email where there is an address, then post.</param>
/// <param name="Contact">The person to address.</param>
public sealed record CreateDebtorRequest(
    DebtorKind? Kind,
    Language? Language,
    string? Name,
    AddressRequest? Address,
    string? EnterpriseNumber,
    string? VatNumber,
    string? Email,
    IReadOnlyList<Channel>? Channels,
    string? Contact)
{
    internal NewDebtor ToNewDebtor() => new()
    {
        Kind = Kind,
        Language = Language,
        Contact = new DebtorContact { Name = Name, Address = Address?.ToAddress(), Email = Email, Channels = Channels, Person = Contact },
        EnterpriseNumber = EnterpriseNumber,
        VatNumber = VatNumber,
    };
}

/// <summary>A structured postal address.</summary>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code; four digits in Belgium.</param>
/// <param name="Town">Town.</param>
/// <param name="Country">ISO 3166 code; BE when left out.</param>
public sealed record AddressRequest(string? Street, string? PostalCode, string? Town, string? Country)
{
    // What is missing is named by the rules of a debtor, not here.
    internal PostalAddress ToAddress() => new(Street ?? "", PostalCode ?? "", Town ?? "", Country ?? "");
}

/// <summary>How a client is reached from now on: replaces what was there.</summary>
/// <param name="Name">Name of the person or denomination.</param>
/// <param name="Address">Where post goes.</param>
/// <param name="Email">Where e-mail goes; null for nowhere.</param>
/// <param name="Channels">The channels to try, in order.</param>
/// <param name="Contact">The person to address.</param>
/// <param name="Language">The language of documents from now on; left out, it stays.</param>
public sealed record ChangeContactRequest(
    string? Name, AddressRequest? Address, string? Email, IReadOnlyList<Channel>? Channels, string? Contact, Language? Language)
{
    internal DebtorContact ToContact() =>
        new() { Name = Name, Address = Address?.ToAddress(), Email = Email, Channels = Channels, Person = Contact, Language = Language };
}

/// <summary>A client that was created or changed; no personal data, for the answer is kept with the idempotency key.</summary>
/// <param name="Id">The debtor's id.</param>
/// <param name="Kind">Decides the law of late payment.</param>
/// <param name="Language">The language of documents.</param>
public sealed record DebtorChangedResponse(string Id, DebtorKind Kind, Language Language)
{
    internal static DebtorChangedResponse Of(Debtor debtor) => new(debtor.Id, debtor.Head.Kind, debtor.Head.Language);
}

/// <summary>A client.</summary>
/// <param name="Id">The debtor's id.</param>
/// <param name="Kind">Decides the law of late payment.</param>
/// <param name="Language">The language of documents.</param>
/// <param name="Name">Name of the person or denomination.</param>
/// <param name="Address">Where post goes.</param>
/// <param name="EnterpriseNumber">As printed, or left out.</param>
/// <param name="VatNumber">With its prefix, or left out.</param>
/// <param name="Email">Where e-mail goes, or left out.</param>
/// <param name="Channels">The channels to try, in order.</param>
/// <param name="Contact">The person to address, or left out.</param>
/// <param name="OpenCase">The dunning case that is open, or left out.</param>
/// <param name="IsInsolvent">Insolvency stops all dunning.</param>
public sealed record DebtorResponse(
    string Id,
    DebtorKind Kind,
    Language Language,
    string Name,
    PostalAddress Address,
    string? EnterpriseNumber,
    string? VatNumber,
    string? Email,
    IReadOnlyList<Channel> Channels,
    string? Contact,
    string? OpenCase,
    bool IsInsolvent)
{
    internal static DebtorResponse Of(Debtor debtor)
    {
        var (head, profile) = debtor;
        return new DebtorResponse(
            debtor.Id,
            head.Kind,
            head.Language,
            profile.Name,
            profile.Address,
            profile.EnterpriseNumber,
            profile.VatNumber,
            profile.Email,
            profile.Channels,
            profile.Contact,
            head.OpenCaseId,
            head.IsInsolvent);
    }
}

/// <summary>What a client owes, and the ledger behind it.</summary>
/// <param name="DebtorId">The debtor's id.</param>
/// <param name="Balance">Everything claimed and open, less the money on account.</param>
/// <param name="OnAccount">Money received and not set against an invoice.</param>
/// <param name="OpenInvoices">What is open, in order of number.</param>
/// <param name="Entries">A page of the ledger.</param>
/// <param name="Next">The value of <c>from</c> for the next page, or left out.</param>
public sealed record StatementResponse(
    string DebtorId, Money Balance, Money OnAccount, IReadOnlyList<OpenInvoiceResponse> OpenInvoices, IReadOnlyList<EntryResponse> Entries, string? Next)
{
    internal static StatementResponse Of(DebtorStatement statement) => new(
        statement.Head.DebtorId,
        statement.Balance,
        statement.Head.OnAccount,
        [.. statement.OpenInvoices.Select(OpenInvoiceResponse.Of)],
        [.. statement.Entries.Select(EntryResponse.Of)],
        statement.Next);
}

/// <summary>What is still owed of an invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="DueOn">Last day to pay.</param>
/// <param name="Original">The amount of the invoice.</param>
/// <param name="Principal">What of it is open.</param>
/// <param name="Interest">Interest claimed and open.</param>
/// <param name="Costs">Costs claimed and open.</param>
/// <param name="Level">Letters sent so far.</param>
public sealed record OpenInvoiceResponse(
    string Number, DateOnly IssuedOn, DateOnly DueOn, Money Original, Money Principal, Money Interest, Money Costs, int Level)
{
    internal static OpenInvoiceResponse Of(OpenInvoice open) =>
        new(open.Number, open.IssuedOn, open.DueOn, open.Original, open.Principal, open.ClaimedInterest, open.ClaimedCosts, open.Level);
}

/// <summary>A line of the ledger.</summary>
/// <param name="Number">The invoice, or the debtor's account.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Amount">Positive raises what is owed.</param>
/// <param name="ValueDate">The day that counts for interest.</param>
/// <param name="Cause">What caused it.</param>
/// <param name="Reverses">The entry that it undoes, or left out.</param>
public sealed record EntryResponse(string Number, EntryKind Kind, Money Amount, DateOnly ValueDate, string Cause, string? Reverses)
{
    internal static EntryResponse Of(LedgerEntry entry) =>
        new(entry.Number, entry.Kind, entry.Amount, entry.ValueDate, entry.Cause, entry.Reverses);
}

/// <summary>A link for the client.</summary>
/// <param name="Invoice">The one invoice it shows; left out for everything open.</param>
/// <param name="Days">Days until it ends, 1 to 365; 90 when left out.</param>
public sealed record CreateLinkRequest(string? Invoice, int? Days);

/// <summary>A link for the client. It is shown once.</summary>
/// <param name="Id">What names it, for revoking.</param>
/// <param name="Path">The path that it opens.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
public sealed record LinkResponse(string Id, string Path, DateTimeOffset ExpiresAt);
