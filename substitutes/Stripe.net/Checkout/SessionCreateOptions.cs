namespace Stripe.Checkout;

public class SessionCreateOptions : BaseOptions, IHasMetadata
{
    public string CancelUrl { get; set; }

    public string ClientReferenceId { get; set; }

    public string CustomerEmail { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public List<SessionLineItemOptions> LineItems { get; set; }

    public string Locale { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Mode { get; set; }

    public SessionPaymentIntentDataOptions PaymentIntentData { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    public string SuccessUrl { get; set; }
}

public class SessionLineItemOptions : INestedOptions
{
    public string Price { get; set; }

    public SessionLineItemPriceDataOptions PriceData { get; set; }

    public long? Quantity { get; set; }
}

public class SessionLineItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public SessionLineItemPriceDataProductDataOptions ProductData { get; set; }

    public long? UnitAmount { get; set; }
}

public class SessionLineItemPriceDataProductDataOptions : INestedOptions
{
    public string Description { get; set; }

    public string Name { get; set; }
}

public class SessionPaymentIntentDataOptions : INestedOptions, IHasMetadata
{
    public string Description { get; set; }

    public Dictionary<string, string> Metadata { get; set; }
}

public class SessionGetOptions : BaseOptions
{
}

public class SessionExpireOptions : BaseOptions
{
}
