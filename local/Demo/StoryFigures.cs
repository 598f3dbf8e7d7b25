using System.Text.Json.Serialization;
using Smart.Local.Figures;

namespace Smart.Local.Demo;

/// <summary>The figures of a story: the line that <c>--json</c> ends with.</summary>
public sealed record StoryFigures
{
    /// <summary>Invoices issued.</summary>
    public required int InvoicesIssued { get; init; }

    /// <summary>Of them, those on which nothing is owed at the end.</summary>
    public required int InvoicesPaid { get; init; }

    /// <summary>Reminders that reached somebody.</summary>
    public required int LettersSent { get; init; }

    /// <summary>Reminders of one case and letter number that reached somebody once more.</summary>
    public required int LettersDuplicated { get; init; }

    /// <summary>Legal files that were approved and handed over.</summary>
    public required int LegalFiles { get; init; }

    /// <summary>Receipts that wait for a person at the end.</summary>
    public required int ReceiptsUnmatched { get; init; }

    /// <summary>Receipts that were written, by where the money was told of.</summary>
    public required ReceiptCounts Receipts { get; init; }

    /// <summary>Payments that came back and opened what they had paid.</summary>
    public required int ReceiptsReturned { get; init; }

    /// <summary>Receipts of money that another channel had told of before: booked nowhere a second time.</summary>
    public required int ReceiptsSameMoney { get; init; }

    /// <summary>Payouts of Stripe that were recognised on the bank account.</summary>
    public required int PayoutsReconciled { get; init; }

    /// <summary>Shares bought, renewals left out.</summary>
    public required int SharesSold { get; init; }

    /// <summary>Shares bought on a request to renew.</summary>
    public required int SharesRenewed { get; init; }

    /// <summary>Storage calls of an invoice that was issued and paid on time, the engine's own left out.</summary>
    public required double StorageCallsPerPaidInvoice { get; init; }

    /// <summary>Real time of the story, start-up left out.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>The figures with budgets.</summary>
    [JsonIgnore]
    public StorageFigures Storage { get; init; } = new(0, 0, 0);
}

/// <summary>Receipts by where the money was told of.</summary>
/// <param name="BankFile">By a bank file, CODA or camt.053.</param>
/// <param name="BankApi">By the bank's interface, Ponto Connect.</param>
/// <param name="Stripe">By Stripe.</param>
public sealed record ReceiptCounts(int BankFile, int BankApi, int Stripe);
