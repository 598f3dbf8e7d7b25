namespace Smart.Local.Figures;

/// <summary>The storage calls of the product, and what they may be (design section 11).</summary>
/// <param name="PerPaidInvoice">An invoice issued and paid on time, guard writes included.</param>
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
    private static readonly string[] Issue = ["CreateInvoice", "RenderInvoice", "DeliverInvoice", "FinishInvoice", "IssueInvoice"];
    private static readonly string[] Import = ["ImportFile", "VerifyBankFile", "BookBankFile", "SettleBankFile"];

    /// <summary>The figures of a run so far.</summary>
    /// <param name="ledger">Who called storage.</param>
    /// <param name="invoices">Invoices issued.</param>
    /// <param name="receipts">Receipts that bank files brought.</param>
    /// <param name="emptyFile">The calls of a bank file without movements.</param>
    /// <param name="files">Bank files sent.</param>
    /// <param name="letters">Letters sent.</param>
    public static StorageFigures Of(StorageLedger ledger, int invoices, int receipts, double emptyFile, int files, int letters)
    {
        var issue = Share(ledger.CallsOf(Issue), invoices);
        var receive = Share(ledger.CallsOf("ReceivePayment"), ledger.RunsOf("ReceivePayment"));
        var movement = Share(Math.Max(0, ledger.CallsOf(Import) - (emptyFile * files)), receipts);
        var letter = Share(ledger.CallsOf("DispatchLetter", "SettleLetter"), letters) + Share(ledger.CallsOf("EvaluateCase"), ledger.RunsOf("EvaluateCase"));
        return new StorageFigures(Math.Round(issue + receive + movement, 1), Math.Round(letter, 1), Math.Round(emptyFile, 1));
    }

    /// <summary>The calls of importing bank files so far.</summary>
    public static long ImportCalls(StorageLedger ledger) => ledger.CallsOf(Import);

    private static double Share(double calls, double of) => of <= 0 ? 0 : calls / of;
}
