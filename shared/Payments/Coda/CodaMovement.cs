using System.Text;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Coda;

/// <summary>Gathers the records 2.1 to 3.3 of one movement.</summary>
internal sealed class CodaMovement
{
    private const int FirstField = 53, ThirdField = 43;
    private const int MaximumInformation = 4000;
    private StringBuilder? information;
    private readonly bool isVersion1;
    private readonly bool isStructured;
    private readonly DateOnly? valueDate, entryDate;
    private readonly string first;
    private string second = "", third = "";
    private string customerReference = "", bic = "", account = "", name = "", address = "", reason = "";
    private char returnType = ' ';
    private List<BankMovement>? explanations;

    internal CodaMovement(CodaRecord record, bool isVersion1)
    {
        this.isVersion1 = isVersion1;
        Line = record.Line;
        Sequence = record.Number(2, 4);
        Detail = record.Number(6, 4);
        BankReference = record.Text(10, 21);
        Sign = record.Sign(31);
        Amount = record.Unsigned(32) * Sign;
        valueDate = record.Date(47);
        Code = record.Text(53, 8);
        isStructured = record[61] == '1';
        entryDate = record.Date(115);
        first = CodaText.Of(record.Raw(62, FirstField).TrimEnd());
    }

    internal int Line { get; }

    internal int? Sequence { get; }

    internal int? Detail { get; }

    internal string BankReference { get; }

    internal int? Sign { get; }

    /// <summary>Signed; null when the sign or the amount cannot be read.</summary>
    internal decimal? Amount { get; }

    internal string Code { get; }

    internal char Type => Code.Length > 0 ? Code[0] : '0';

    /// <summary>Tells a repeated number apart, when more than 9,999 movements make the sequence start again.</summary>
    internal int Lap { get; set; }

    internal List<BankMovement> Explanations => explanations ??= [];

    /// <summary>Records of one movement repeat its sequence and detail number.</summary>
    internal bool IsOf(CodaRecord record) => record.Number(2, 4) == Sequence && record.Number(6, 4) == Detail;

    internal void Add22(CodaRecord record)
    {
        second = CodaText.Of(record.Raw(10, FirstField).TrimEnd());
        customerReference = record.Text(63, isVersion1 ? 26 : 35);
        if (isVersion1) return; // version 1 has amounts where version 2 has the BIC and the reason of a return
        bic = record.Text(98, 11);
        returnType = record[112];
        reason = record.Text(113, 4);
    }

    internal void Add23(CodaRecord record)
    {
        account = isVersion1 ? record.Text(10, 37) : Account(record.Raw(10, 34));
        name = record.Text(47, isVersion1 ? 26 : 35);
        if (isVersion1) address = Address(record.Raw(73, 52));
        else third = CodaText.Of(record.Raw(82, ThirdField).TrimEnd());
    }

    internal void AddInformation(CodaRecord record)
    {
        if (record[1] == '1')
        {
            if (record[39] != '1') AddInformation(record.Raw(40, 73));
            else if (record.Raw(40, 3) is not "001") AddInformation(record.Raw(43, 70));
            else if (name.Length == 0) name = record.Text(43, 35);
            InformationIsAddress = record[39] == '1' && record.Raw(40, 3) is "001";
        }
        else if (InformationIsAddress && record[1] == '2') address = Address(record.Raw(10, 70));
        else AddInformation(record.Raw(10, record[1] == '2' ? 105 : 90));
    }

    private bool InformationIsAddress { get; set; }

    internal BankMovement Build(string statementKey, string currency, CodaMovement? group = null)
    {
        Span<char> communication = stackalloc char[FirstField + FirstField + ThirdField];
        communication.Fill(' ');
        first.CopyTo(communication);
        second.CopyTo(communication[FirstField..]);
        third.CopyTo(communication[(FirstField + FirstField)..]);
        var structured = isStructured ? CodaStructured.Decode(communication[..3], communication[3..]) : null;
        var cameBack = CameBack(structured);
        return new()
        {
            Key = Lap > 0 ? $"{statementKey}-{Sequence:D4}-{Detail:D4}-{Lap}" : $"{statementKey}-{Sequence:D4}-{Detail:D4}",
            Line = Line,
            Amount = Amount ?? 0m,
            Currency = currency,
            ValueDate = valueDate,
            EntryDate = entryDate,
            BankReference = BankReference,
            EndToEndId = customerReference.Length > 0 ? customerReference : null,
            StructuredCommunication = structured?.Digits,
            StructuredValid = StructuredCommunication.TryParse(structured?.Digits, out _),
            CreditorReference = structured?.CreditorReference,
            Communication = WithExplanations(structured?.Text ?? FreeText(communication)),
            Information = information is null ? "" : CodaText.Finish(information),
            Counterparty = new(name, account, bic, address),
            TransactionCode = Code,
            ReturnReason = cameBack ? ReasonText(structured) : null,
            IsReturn = cameBack,
            IsReversal = CodaCodes.IsReversal(ReturnTypeOf(structured), Code),
            DirectDebit = structured?.DirectDebit,
            Original = structured?.Original,
            GroupReference = group?.BankReference,
            Details = explanations is null ? [] : [.. explanations],
        };
    }

    private bool CameBack(CodaStructured? structured) =>
        ReturnTypeOf(structured) is >= '1' and <= '5' || ReasonCode(structured).Length > 0 || CodaCodes.IsReturn(Code);

    private char ReturnTypeOf(CodaStructured? structured) => structured?.ReturnType is >= '1' and <= '5' ? structured.ReturnType : returnType;

    private string ReasonCode(CodaStructured? structured) => reason.Length > 0 ? reason : structured?.Reason ?? "";

    private string ReasonText(CodaStructured? structured)
    {
        var code = ReasonCode(structured);
        return code.Length > 0 ? code : CodaCodes.Return(ReturnTypeOf(structured));
    }

    private static string FreeText(ReadOnlySpan<char> communication)
    {
        var used = communication.TrimEnd();
        if (used.Length < FirstField) return used.TrimStart().ToString();
        var text = new StringBuilder();
        CodaText.Append(text, communication[..FirstField]);
        CodaText.Append(text, communication.Slice(FirstField, FirstField));
        CodaText.Append(text, communication[(FirstField + FirstField)..]);
        return CodaText.Finish(text);
    }

    private string WithExplanations(string own)
    {
        if (explanations is null || explanations.TrueForAll(detail => detail.Communication.Length == 0)) return own;
        return string.Join(' ', explanations.Select(detail => detail.Communication).Prepend(own).Where(text => text.Length > 0));
    }

    /// <summary>An IBAN, a foreign number, or the twelve digits of a Belgian one with the currency behind it.</summary>
    private static string Account(ReadOnlySpan<char> field)
    {
        var text = field.Trim();
        var blank = text.IndexOf(' ');
        return CodaText.Of(blank < 0 ? text : text[..blank]);
    }

    /// <summary>Street and town on one line: banks do not keep to the columns.</summary>
    private static string Address(ReadOnlySpan<char> fields) =>
        string.Join(' ', fields.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private void AddInformation(ReadOnlySpan<char> text)
    {
        information ??= new();
        if (information.Length < MaximumInformation) CodaText.Append(information, text);
    }
}
