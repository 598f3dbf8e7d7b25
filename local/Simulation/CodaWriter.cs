using System.Globalization;
using System.Text;

namespace Smart.Local.Simulation;

/// <summary>
/// Writes a CODA 2 file with one statement, as the simulated bank sends it: all invariants of rules 5.1 hold, totals with details
/// included. Amounts are cents, credit positive.
/// </summary>
public static class CodaWriter
{
    private const int FirstField = 53, ThirdField = 43, MostNumbers = 9999;
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The file in windows-1252 with CRLF; characters outside it become question marks. After 9,999 movements their numbers start again.</summary>
    /// <exception cref="ArgumentException">More details than a movement can number.</exception>
    public static byte[] Write(SimulatedStatement statement)
    {
        if (statement.Movements.Any(movement => movement.Details.Count > MostNumbers)) throw new ArgumentException("A movement numbers at most 9,999 details.", nameof(statement));
        var day = Date(statement.Date);
        List<string> lines =
        [
            new CodaLine('0').Put(1, "0000").Put(5, day).Put(11, Bank(statement)).Put(14, "05").Put(34, statement.Holder, 26).Put(60, statement.Bic, 11)
                .Put(71, statement.HolderIdentification.PadLeft(11, '0'), 11).Put(83, "00000").Put(127, "2").ToString(),
            new CodaLine('1').Put(1, "2").Put(2, statement.Number).Put(5, statement.Iban, 34).Put(39, "EUR").Put(42, Sign(statement.OldBalance)).Put(43, Amount(statement.OldBalance))
                .Put(58, Date(statement.OldBalanceDate)).Put(64, statement.Holder, 26).Put(90, "CURRENT ACCOUNT").Put(125, statement.Number).ToString(),
        ];
        for (var index = 0; index < statement.Movements.Count; index++) AddGroup(lines, statement, index);
        var (debits, credits) = (-statement.Movements.Sum(movement => Math.Min(movement.Cents, 0)), statement.Movements.Sum(movement => Math.Max(movement.Cents, 0)));
        lines.Add(new CodaLine('8').Put(1, statement.Number).Put(4, statement.Iban, 34).Put(38, "EUR").Put(41, Sign(statement.NewBalance)).Put(42, Amount(statement.NewBalance)).Put(57, day).Put(127, "0").ToString());
        lines.Add(new CodaLine('9').Put(16, (lines.Count - 1).ToString("000000", CultureInfo.InvariantCulture)).Put(22, Amount(debits)).Put(37, Amount(credits)).Put(127, "2").ToString());
        return Windows1252.GetBytes(string.Join("\r\n", lines) + "\r\n");
    }

    private static void AddGroup(List<string> lines, SimulatedStatement statement, int index)
    {
        var movement = statement.Movements[index];
        AddMovement(lines, statement, movement, index + 1, 0, movement.Details.Count > 0 ? "1" : "0");
        for (var detail = 0; detail < movement.Details.Count; detail++)
            AddMovement(lines, statement, movement.Details[detail], index + 1, detail + 1, detail == movement.Details.Count - 1 ? "1" : "0");
    }

    private static void AddMovement(List<string> lines, SimulatedStatement statement, SimulatedMovement movement, int sequence, int detail, string globalisation)
    {
        var number = (((sequence - 1) % MostNumbers) + 1).ToString("0000", CultureInfo.InvariantCulture) + detail.ToString("0000", CultureInfo.InvariantCulture);
        var text = Communication(movement, statement.Date).PadRight(FirstField + FirstField + ThirdField);
        var hasParty = movement.CounterpartyAccount.Length + movement.CounterpartyName.Length > 0 || text[(FirstField * 2)..].AsSpan().Trim().Length > 0;
        lines.Add(new CodaLine('2').Put(1, "1").Put(2, number).Put(10, movement.BankReference, 21).Put(31, Sign(movement.Cents)).Put(32, Amount(movement.Cents)).Put(47, Date(statement.Date))
            .Put(53, movement.TransactionCode).Put(61, movement.IsStructured ? "1" : "0").Put(62, text, FirstField).Put(115, Date(statement.Date)).Put(121, statement.Number)
            .Put(124, globalisation).Put(125, "1").Put(127, "0").ToString());
        lines.Add(new CodaLine('2').Put(1, "2").Put(2, number).Put(10, text[FirstField..], FirstField).Put(63, movement.EndToEndId, 35).Put(98, movement.CounterpartyBic, 11)
            .Put(112, movement.ReturnType, 1).Put(113, movement.ReturnReason, 4).Put(125, hasParty ? "1" : "0").Put(127, "0").ToString());
        if (!hasParty) return;
        lines.Add(new CodaLine('2').Put(1, "3").Put(2, number).Put(10, movement.CounterpartyAccount, 34).Put(44, movement.CounterpartyAccount.Length > 0 ? "EUR" : "").Put(47, movement.CounterpartyName, 35)
            .Put(82, text[(FirstField * 2)..], ThirdField).Put(125, "0").Put(127, "0").ToString());
    }

    private static string Communication(SimulatedMovement movement, DateOnly date)
    {
        if (movement.StructuredCommunication.Length > 0) return "101" + movement.StructuredCommunication;
        if (movement.Mandate.Length == 0) return movement.Communication;
        var paid = movement.ReturnType.Length == 0 ? "0" : "2";
        return $"127{Date(date)}11{paid}{Fit(movement.CreditorId, 35)}{Fit(movement.Mandate, 35)}{Fit(movement.Communication, 62)}{Fit(movement.ReturnType, 1)}{Fit(movement.ReturnReason, 4)}";
    }

    private static string Fit(string text, int length) => text.PadRight(length)[..length];

    private static string Bank(SimulatedStatement statement) => statement.Iban.Length >= 7 ? statement.Iban.Substring(4, 3) : "000";

    private static string Date(DateOnly date) => date.ToString("ddMMyy", CultureInfo.InvariantCulture);

    private static string Sign(long cents) => cents < 0 ? "1" : "0";

    private static string Amount(long cents) => (Math.Abs(cents) * 10).ToString("000000000000000", CultureInfo.InvariantCulture);
}
