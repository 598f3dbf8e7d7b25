using System.Text;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Coda;

/// <summary>Gathers the records 2.1 to 3.3 of one movement.</summary>
internal sealed class CodaMovement
{
    private const int FirstField = 53, ThirdField = 43;
    private const int MaximumInformation = 4000;
    private const int InformationLine = 35, NameEnd = 43 + InformationLine;
    private const string OtherSide = "001", Message = "002";
    private StringBuilder? information, message;
    private string informationType = "", lineOfAddress = "";
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
        Amount = record.Signed(31, 32);
        valueDate = record.Date(47);
        Code = CodaText.Of(record.Raw(53, 8).TrimEnd()); // a blank in front is a type that is missing
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
        reason = CodaCodes.IsReason(record.Text(113, 4)) ? record.Text(113, 4) : "";
    }

    internal void Add23(CodaRecord record)
    {
        account = CodaAccount.Whole(record.Raw(10, isVersion1 ? 37 : 34));
        name = record.Text(47, isVersion1 ? 26 : 35);
        if (isVersion1) address = Address(record.Raw(73, 52));
        else third = CodaText.Of(record.Raw(82, ThirdField).TrimEnd());
    }

    internal void AddInformation(CodaRecord record)
    {
        if (record[1] == '1')
        {
            informationType = record[39] == '1' ? CodaText.Of(record.Raw(40, 3)) : "";
            if (informationType == OtherSide) AddOtherSide(record);
            else if (informationType.Length > 0) AddInformation(record.Raw(43, 70));
            else AddInformation(record.Raw(40, 73));
            if (informationType == Message) AddMessage(record.Raw(43, 70));
        }
        else if (informationType == OtherSide && record[1] == '2') address = $"{lineOfAddress} {Address(record.Raw(10, 70))}".Trim();
        else
        {
            AddInformation(record.Raw(10, record[1] == '2' ? 105 : 90));
            if (informationType == Message && record[1] == '2') AddMessage(record.Raw(10, 70));
        }
    }

    /// <summary>The name has two lines of 35 characters; version 1 may have the street on the second.</summary>
    private void AddOtherSide(CodaRecord record)
    {
        var runsOn = record[NameEnd - 1] != ' ' && record[NameEnd] != ' ';
        if (name.Length == 0) name = isVersion1 && !runsOn ? record.Text(43, InformationLine) : Lines(record.Raw(43, InformationLine * 2));
        lineOfAddress = isVersion1 && !runsOn ? record.Text(NameEnd, InformationLine) : "";
        if (lineOfAddress.Length > 0 && address.Length == 0) address = lineOfAddress;
    }

    private void AddMessage(ReadOnlySpan<char> lines)
    {
        message ??= new();
        if (message.Length > MaximumInformation) return;
        CodaText.Append(message, lines[..InformationLine]);
        CodaText.Append(message, lines[InformationLine..]);
    }

    private static string Lines(ReadOnlySpan<char> lines)
    {
        var text = new StringBuilder();
        CodaText.Append(text, lines[..InformationLine]);
        CodaText.Append(text, lines[InformationLine..]);
        return CodaText.Finish(text);
    }

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
            Key = KeyIn(statementKey),
            Line = Line,
            Amount = Amount ?? 0m,
            Currency = currency,
            ValueDate = valueDate,
            EntryDate = entryDate,
            BankReference = BankReference,
            EndToEndId = BankReferences.Given(customerReference),
            StructuredCommunication = structured?.Digits,
            StructuredValid = StructuredCommunication.TryParse(structured?.Digits, out _),
            CreditorReference = structured?.CreditorReference,
            Communication = WithExplanations(WithMessage(structured?.Text ?? FreeText(communication))),
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

    private string KeyIn(string statementKey)
    {
        const int Suffix = 10;
        if (Lap > 0 || Sequence is not { } sequence || Detail is not { } detail) return Lap > 0 ? $"{statementKey}-{Sequence:D4}-{Detail:D4}-{Lap}" : $"{statementKey}-{Sequence:D4}-{Detail:D4}";
        return string.Create(statementKey.Length + Suffix, (statementKey, sequence, detail), static (key, of) =>
        {
            of.statementKey.CopyTo(key);
            var end = key[of.statementKey.Length..];
            end[0] = end[5] = '-';
            Write(of.sequence, end[1..5]);
            Write(of.detail, end[6..]);
        });
    }

    private static void Write(int number, Span<char> digits)
    {
        for (var at = digits.Length - 1; at >= 0; at--, number /= 10) digits[at] = (char)('0' + (number % 10));
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

    /// <summary>What a foreign payer wrote stands in an information record; in 2.1 the bank has a reference of its own.</summary>
    private string WithMessage(string own)
    {
        var text = message is null ? "" : CodaText.Finish(message);
        return own.Contains(text, StringComparison.Ordinal) ? own : $"{own} {text}".TrimStart();
    }

    private string WithExplanations(string own)
    {
        if (explanations is null || explanations.TrueForAll(detail => detail.Communication.Length == 0)) return own;
        return string.Join(' ', explanations.Select(detail => detail.Communication).Prepend(own).Where(text => text.Length > 0));
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
