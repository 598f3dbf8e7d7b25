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
        var account = CodaAccount.Of(record, IsVersion1);
        var (paper, sequence) = (record.Text(2, 3), record.Text(125, 3));
        return new()
        {
            Account = account.Number,
            Iban = BankAccounts.IbanOf(account.Number),
            Currency = account.Currency,
            Number = paper.Trim('0').Length > 0 ? paper : sequence,
            Sequence = sequence.Length > 0 ? sequence : paper,
            Date = Date,
            OldBalance = record.Signed(42, 43),
            OldBalanceDate = record.Date(58),
            Holder = record.Text(64, 26),
            Description = record.Text(90, 35),
            Bic = Bic,
            HolderIdentification = Identification,
            IsDuplicate = IsDuplicate,
            Line = record.Line,
        };
    }

    private static string Bank(string bic) => bic.Trim('0').Length == 0 ? "" : bic;
}
