namespace Smart.Shared.Payments.Stripe;

/// <summary>The metadata that a session and its payment carry: keys only, never personal data.</summary>
public static class CheckoutMetadata
{
    /// <summary>Names the debtor.</summary>
    public const string DebtorId = "debtorId";

    /// <summary>Names the invoice.</summary>
    public const string Number = "number";

    /// <summary>Holds the structured communication.</summary>
    public const string Reference = "reference";

    /// <summary>Names the request for shares.</summary>
    public const string ShareRequest = "shareRequestId";
}
