using System.Text.Json.Serialization;

namespace Stripe;

public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public long AmountReceived { get; set; }

    public DateTime? CanceledAt { get; set; }

    public DateTime Created { get; set; }

    public string Currency { get; set; }

    public string Description { get; set; }

    public StripeError LastPaymentError { get; set; }

    [JsonIgnore]
    public string LatestChargeId
    {
        get => InternalLatestCharge?.Id;
        set => InternalLatestCharge = ExpandableField<Charge>.WithId(InternalLatestCharge, value);
    }

    [JsonIgnore]
    public Charge LatestCharge
    {
        get => InternalLatestCharge?.ExpandedObject;
        set => InternalLatestCharge = ExpandableField<Charge>.With(value);
    }

    [JsonInclude]
    [JsonPropertyName("latest_charge")]
    internal ExpandableField<Charge> InternalLatestCharge { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    public string Status { get; set; }
}
