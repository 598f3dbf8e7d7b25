using System.Text.Json.Serialization;

namespace Stripe;

public interface INestedOptions
{
}

public class BaseOptions : INestedOptions
{
    public List<string> Expand { get; set; }

    public void AddExpand(string value)
    {
        Expand ??= [];
        Expand.Add(value);
    }
}

public class ListOptions : BaseOptions
{
    public string EndingBefore { get; set; }

    public long? Limit { get; set; }

    public string StartingAfter { get; set; }

    internal ListOptions Copy() => (ListOptions)MemberwiseClone();
}

public class DateRangeOptions : INestedOptions
{
    [JsonPropertyName("gt")]
    public DateTime? GreaterThan { get; set; }

    [JsonPropertyName("gte")]
    public DateTime? GreaterThanOrEqual { get; set; }

    [JsonPropertyName("lt")]
    public DateTime? LessThan { get; set; }

    [JsonPropertyName("lte")]
    public DateTime? LessThanOrEqual { get; set; }
}

public interface IAnyOf
{
    object Value { get; }

    Type Type { get; }
}

public class AnyOf<T1, T2> : IAnyOf
{
    public AnyOf(T1 value)
    {
        Value = value;
        Type = typeof(T1);
    }

    public AnyOf(T2 value)
    {
        Value = value;
        Type = typeof(T2);
    }

    public object Value { get; }

    public Type Type { get; }

    public static implicit operator AnyOf<T1, T2>(T1 value) => value is null ? null : new(value);

    public static implicit operator AnyOf<T1, T2>(T2 value) => value is null ? null : new(value);
}

public class RequestOptions
{
    public string ApiKey { get; set; }

    public string IdempotencyKey { get; set; }

    public string StripeAccount { get; set; }
}
