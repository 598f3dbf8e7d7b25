namespace Stripe;

public interface IStripeEntity
{
    StripeResponse StripeResponse { get; set; }
}

public interface IHasId
{
    string Id { get; set; }
}

public interface IHasObject
{
    string Object { get; set; }
}

public interface IHasMetadata
{
    Dictionary<string, string> Metadata { get; set; }
}

public abstract class StripeEntity : IStripeEntity
{
    [System.Text.Json.Serialization.JsonIgnore]
    public StripeResponse StripeResponse { get; set; }
}

public abstract class StripeEntity<T> : StripeEntity
    where T : StripeEntity<T>
{
}
