using System.Text;
using Smart.Shared.Payments.Coda;

namespace Smart.Shared.Payments.Camt;

/// <summary>What a file says of one transaction; an entry has one of its own for what it says of itself.</summary>
internal sealed class CamtDetail
{
    private const int Longest = 4000, CodaLength = 8;
    private readonly StringBuilder information = new();
    private CamtParty? debtor, creditor;
    private CamtRemittance? remittance;
    private CamtAmounts? amounts;
    private CamtCharges? charges;

    internal int Line { get; init; }

    internal string ServicerReference { get; set; } = "";

    internal string EndToEndId { get; set; } = "";

    internal string InstructionId { get; set; } = "";

    internal string TransactionId { get; set; } = "";

    internal string Mandate { get; set; } = "";

    internal string SignText { get; set; } = "";

    internal string Domain { get; set; } = "";

    internal string Family { get; set; } = "";

    internal string SubFamily { get; set; } = "";

    internal string BankCode { get; set; } = "";

    internal string BankCodeIssuer { get; set; } = "";

    internal bool IsReturned { get; set; }

    internal string ReturnReason { get; set; } = "";

    internal CamtParty Debtor => debtor ??= new();

    internal CamtParty Creditor => creditor ??= new();

    internal CamtRemittance Remittance => remittance ??= new();

    internal CamtAmounts Amounts => amounts ??= new();

    internal CamtCharges Charges => charges ??= new();

    internal string Information => information.ToString();

    /// <summary>Domain, family and sub-family, or the bank's own code.</summary>
    internal string Code => Domain.Length > 0 ? string.Join('-', new[] { Domain, Family, SubFamily }.Where(part => part.Length > 0)) : BankCode;

    /// <summary>A payment that came back, by its reason or by the bank's code for it.</summary>
    internal bool CameBack => IsReturned || SubFamily is "UPDD" or "RRTN" or "RPCR" or "PRDD" || (IsCoda && CodaCodes.IsReturn(BankCode));

    /// <summary>Belgian banks give the code of CODA as their own (rules 5.2).</summary>
    private bool IsCoda => BankCode.Length == CodaLength && BankCode.All(char.IsAsciiDigit) && BankCodeIssuer.ToUpperInvariant() is "BBA" or "FEBELFIN" or "CODA";

    /// <summary>Twice the same text, at the entry and its transaction, is said once.</summary>
    internal void Inform(string text)
    {
        if (information.Length > Longest || (information.Length == text.Length && information.Equals(text))) return;
        if (information.Length > 0) information.Append(' ');
        information.Append(text.AsSpan(0, Math.Min(text.Length, Longest)));
    }

    /// <summary>Signed as the detail says, else as its entry; null when a sign is there and cannot be read, or the amount is not in the currency.</summary>
    internal decimal? Signed(int entrySign, string currency)
    {
        var sign = SignText.Length == 0 ? entrySign : CamtText.Sign(SignText);
        return amounts?.In(currency) is { } amount && sign is not null ? amount * sign : null;
    }
}
