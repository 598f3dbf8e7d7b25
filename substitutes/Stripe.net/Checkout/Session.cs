using System.Text.Json.Serialization;

namespace Stripe.Checkout;

public class Session : StripeEntity<Session>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long? AmountSubtotal { get; set; }

    public long? AmountTotal { get; set; }

    public string CancelUrl { get; set; }

    public string ClientReferenceId { get; set; }

    public DateTime Created { get; set; }

    public string Currency { get; set; }

    public string CustomerEmail { get; set; }

    public DateTime ExpiresAt { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Mode { get; set; }

    [JsonIgnore]
    public string PaymentIntentId
    {
        get => InternalPaymentIntent?.Id;
        set => InternalPaymentIntent = ExpandableField<PaymentIntent>.WithId(InternalPaymentIntent, value);
    }

    [JsonIgnore]
    public PaymentIntent PaymentIntent
    {
        get => InternalPaymentIntent?.ExpandedObject;
        set => InternalPaymentIntent = ExpandableField<PaymentIntent>.With(value);
    }

    [JsonInclude]
    [JsonPropertyName("payment_intent")]
    internal ExpandableField<PaymentIntent> InternalPaymentIntent { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    public string PaymentStatus { get; set; }

    public string Status { get; set; }

    public string SuccessUrl { get; set; }

    public string Url { get; set; }
}
