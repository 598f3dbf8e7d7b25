using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>What record 0 says of the file.</summary>
internal sealed record CodaHeader(DateOnly? Date, bool IsDuplicate, string Addressee, string Bic, string Identification, bool IsVersion1)
{
    internal static CodaHeader Read(CodaRecord record) => new(
        record.Date(5),
        record[16] is 'D' or 'd',
        record.Text(34, 26),
        Bank(record.Text(60, 11)),
        record.Text(71, 11),
        record[127] == '1');

    /// <summary>Record 1 under this header.</summary>
    internal BankStatementHeader Statement(CodaRecord record)
    {
        var (account, currency) = Account(record);
        var (paper, sequence) = (record.Text(2, 3), record.Text(125, 3));
        return new()
        {
            Account = account,
            Iban = BankAccounts.IbanOf(account),
            Currency = currency,
            Number = paper.Trim('0').Length > 0 ? paper : sequence,
            Sequence = sequence.Length > 0 ? sequence : paper,
            Date = Date,
            OldBalance = record.Unsigned(43) * record.Sign(42),
            OldBalanceDate = record.Date(58),
            Holder = record.Text(64, 26),
            Description = record.Text(90, 35),
            Bic = Bic,
            HolderIdentification = Identification,
            IsDuplicate = IsDuplicate,
            Line = record.Line,
        };
    }

    /// <summary>The account of record 8, to compare with record 1.</summary>
    internal static string ClosingAccount(CodaRecord record) => First(record.Raw(4, 34));

    /// <summary>Structure 0, or blank in version 1: twelve digits and currency at 18; 2: IBAN; 1 and 3: foreign, 34 characters.</summary>
    private (string Account, string Currency) Account(CodaRecord record) => IsVersion1 || record[1] is '0' or ' '
        ? (record.Text(5, 12), Currency(record, 18))
        : (First(record.Raw(5, 34)), Currency(record, 39));

    private static string Currency(CodaRecord record, int start) => record.Text(start, 3).ToUpperInvariant();

    private static string First(ReadOnlySpan<char> field)
    {
        var text = field.Trim();
        var blank = text.IndexOf(' ');
        return CodaText.Of(blank < 0 ? text : text[..blank]);
    }

    private static string Bank(string bic) => bic.Trim('0').Length == 0 ? "" : bic;
}
