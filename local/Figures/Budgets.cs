namespace Smart.Local.Figures;

/// <summary>The storage calls of the product, and what they may be (design section 11).</summary>
/// <param name="PerPaidInvoice">An invoice issued and paid on time, guard writes included; what the bank file costs as a whole is not.</param>
/// <param name="PerLetter">A letter: the evaluation that decides it, sending and settling.</param>
/// <param name="PerBankFile">What a bank file costs before its first movement.</param>
public sealed record StorageFigures(double PerPaidInvoice, double PerLetter, double PerBankFile)
{
    /// <summary>At most this for an invoice issued and paid on time.</summary>
    public const double InvoiceBudget = 20;

    /// <summary>At most this for a letter.</summary>
    public const double LetterBudget = 14;
}

/// <summary>Works out figures from what the functions called.</summary>
internal static class Budgets
{
    private static readonly string[] Issue = ["CreateInvoice", "IssueInvoice", "DeliverInvoice"];
    private static readonly string[] Import = ["ImportFile", "VerifyBankFile", "BookBankFile", "SettleBankFile"];

    /// <summary>
    /// The figures of a run so far. What a bank file costs as a whole is not shared out among the invoices that it pays: it is a figure
    /// of its own.
    /// </summary>
    /// <param name="ledger">Who called storage.</param>
    /// <param name="issue">The calls of issuing an invoice that is paid on time.</param>
    /// <param name="receive">The calls of setting one receipt against its invoice.</param>
    /// <param name="emptyFile">The calls of a bank file without movements.</param>
    /// <param name="letters">Letters sent.</param>
    public static StorageFigures Of(StorageLedger ledger, double issue, double receive, double emptyFile, int letters)
    {
        var letter = Share(ledger.CallsOf("DispatchLetter", "SettleLetter"), letters) + Share(ledger.CallsOf("EvaluateCase"), ledger.RunsOf("EvaluateCase"));
        return new StorageFigures(Math.Round(issue + receive, 1), Math.Round(letter, 1), Math.Round(emptyFile, 1));
    }

    /// <summary>The calls of issuing invoices so far, delivery included.</summary>
    public static long IssueCalls(StorageLedger ledger) => ledger.CallsOf(Issue);

    /// <summary>The calls of setting receipts against invoices so far.</summary>
    public static long ReceiveCalls(StorageLedger ledger) => ledger.CallsOf("ReceivePayment");

    /// <summary>The calls of importing bank files so far.</summary>
    public static long ImportCalls(StorageLedger ledger) => ledger.CallsOf(Import);

    private static double Share(double calls, double of) => of <= 0 ? 0 : calls / of;
}
