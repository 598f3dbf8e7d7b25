namespace Smart.Shared.Payments;

/// <summary>Why a receipt is in its state; stable words that are stored and shown.</summary>
public static class ReceiptReason
{
    /// <summary>Another channel told of the same money before.</summary>
    public const string SameMoney = "told-by-another-channel";

    /// <summary>Amount and day are those of a movement of another channel, and nothing else says that they are the same.</summary>
    public const string MayBeSameMoney = "may-be-same-money";

    /// <summary>The bank says otherwise of a movement than it did when it was stored: amount, day, or what the payer wrote.</summary>
    public const string ToldOtherwise = "told-otherwise";

    /// <summary>A payment came back, and which one is not certain: <c>returned</c>, or <c>returned-AM04</c> with the bank's reason.</summary>
    public const string Returned = "returned";

    /// <summary>The payment that came back had bought shares: the register is for a person.</summary>
    public const string ReturnedShares = "returned-share-payment";

    /// <summary>A part of a payment that a person had split came back: which of its parts is for a person.</summary>
    public const string ReturnedSplit = "returned-part-of-split";

    /// <summary>More came back than the payment still stands for.</summary>
    public const string ReturnedTooMuch = "returned-more-than-paid";

    /// <summary>What came back had been taken from the account already: the debtor owes it.</summary>
    public const string AccountOverdrawn = "account-overdrawn";

    /// <summary>What came back had paid nothing.</summary>
    public const string NothingWasPaid = "nothing-was-paid";

    /// <summary>A person undid the allocation.</summary>
    public const string Undone = "allocation-undone";

    /// <summary>Money that we paid back to a debtor.</summary>
    public const string RefundPaid = "refund-paid";

    /// <summary>Money left with the communication of a refund, and it is not that refund's amount, or it was paid before.</summary>
    public const string RefundDiffers = "refund-differs";
}
