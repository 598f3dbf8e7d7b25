namespace Smart.Shared;

/// <summary>Why a request is refused; each kind has one HTTP status (design section 6).</summary>
public enum RefusalKind
{
    /// <summary>400: cannot be read.</summary>
    Malformed,

    /// <summary>401: nobody is signed in.</summary>
    Unauthenticated,

    /// <summary>403: signed in, but not allowed.</summary>
    Forbidden,

    /// <summary>404: does not exist, or not for this caller.</summary>
    NotFound,

    /// <summary>409: exists, but its state does not allow this.</summary>
    WrongState,

    /// <summary>412: changed since the caller read it.</summary>
    Stale,

    /// <summary>413: larger than accepted.</summary>
    TooLarge,

    /// <summary>422: breaks a rule, which is named with the field.</summary>
    BreaksRule,

    /// <summary>503: another service that this needs does not answer; worth trying again.</summary>
    Unavailable,
}

/// <summary>An expected refusal: nothing was changed.</summary>
/// <param name="Kind">The kind, and with it the status.</param>
/// <param name="Type">Stable, kebab-case: <c>share-required</c>. Clients depend on it.</param>
/// <param name="Detail">A sentence for a person; no personal data.</param>
/// <param name="Field">The member of the request at fault, camelCase, where one is.</param>
/// <param name="Rule">The rule or law that is broken, where one is.</param>
public sealed record Refusal(RefusalKind Kind, string Type, string Detail, string? Field = null, string? Rule = null)
{
    /// <summary>422 for a field that breaks a rule.</summary>
    public static Refusal Rules(string type, string detail, string? field = null, string? rule = null) =>
        new(RefusalKind.BreaksRule, type, detail, field, rule);

    /// <summary>A field that must be there is not: type field-required.</summary>
    public static Refusal Required(string field) => Rules("field-required", $"{field} is required.", field);

    /// <summary>404 for a thing that does not exist for this caller.</summary>
    public static Refusal Missing(string what) => new(RefusalKind.NotFound, $"{what}-not-found", $"There is no such {what.Replace('-', ' ')}.");

    /// <summary>409 for a state that does not allow this.</summary>
    public static Refusal State(string type, string detail) => new(RefusalKind.WrongState, type, detail);
}

/// <summary>A value, or the refusal in its place.</summary>
/// <typeparam name="T">What success gives.</typeparam>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>The refusal; null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True on success.</summary>
    public bool IsSuccess => Refusal is null;

    /// <summary>The value; throws when refused.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Type}.");

    /// <summary>Success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Maps success; a refusal stays.</summary>
    public Result<TOut> Map<TOut>(Func<T, TOut> map) => Refusal is null ? map(_value!) : Refusal;
}
