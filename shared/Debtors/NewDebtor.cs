namespace Smart.Shared.Debtors;

/// <summary>A debtor as asked for, not yet checked; null stands for what the request left out.</summary>
public sealed record NewDebtor
{
    /// <summary>Decides the regime of late payment (rules 1.1).</summary>
    public DebtorKind? Kind { get; init; }

    /// <summary>The language of every document.</summary>
    public Language? Language { get; init; }

    /// <summary>Name and how to reach the debtor.</summary>
    public DebtorContact? Contact { get; init; }

    /// <summary>Belgian enterprise number in any spelling; required of Belgian enterprises and public bodies without a VAT number.</summary>
    public string? EnterpriseNumber { get; init; }

    /// <summary>VAT identification of any EU country, with its prefix.</summary>
    public string? VatNumber { get; init; }
}

/// <summary>Who a debtor is and how documents reach it; null stands for what the request left out.</summary>
public sealed record DebtorContact
{
    /// <summary>Name of the person or denomination of the enterprise.</summary>
    public string? Name { get; init; }

    /// <summary>Where post goes, structured.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Where e-mail goes; null when only post reaches the debtor.</summary>
    public string? Email { get; init; }

    /// <summary>The channels to try, in order; when left out: e-mail where there is an address, then post.</summary>
    public IReadOnlyList<Channel>? Channels { get; init; }

    /// <summary>The person to address, where known.</summary>
    public string? Person { get; init; }

    /// <summary>The language of every document; when left out of a change, it stays.</summary>
    public Language? Language { get; init; }
}
