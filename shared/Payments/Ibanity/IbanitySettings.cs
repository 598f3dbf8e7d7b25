namespace Smart.Shared.Payments.Ibanity;

/// <summary>How bank data is fetched from Ibanity. Section <c>Ibanity</c>. A product without a client id is not connected.</summary>
public sealed class IbanitySettings
{
    /// <summary>Where the API is, or the gateway that adds the client certificate in front of it.</summary>
    public string ApiBase { get; set; } = IbanitySignature.Issuer;

    /// <summary>Our application: the audience of webhooks. Without it every webhook is refused.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>OAuth2 client of Ponto Connect.</summary>
    public string PontoClientId { get; set; } = "";

    /// <summary>Its secret; a reference to the vault in Azure.</summary>
    public string PontoClientSecret { get; set; } = "";

    /// <summary>The first refresh token, where the organisation consented by a code; empty: client credentials.</summary>
    public string PontoRefreshToken { get; set; } = "";

    /// <summary>OAuth2 client of Isabel Connect.</summary>
    public string IsabelClientId { get; set; } = "";

    /// <summary>Its secret; a reference to the vault in Azure.</summary>
    public string IsabelClientSecret { get; set; } = "";

    /// <summary>The first refresh token, where the organisation consented by a code; empty: client credentials.</summary>
    public string IsabelRefreshToken { get; set; } = "";

    /// <summary>The hours of Brussels after which everything is fetched whether or not a webhook came, separated by commas.</summary>
    public string PullHours { get; set; } = "3,6,9,15,21";

    /// <summary>How long one answer may take, seconds.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}

/// <summary>A product of Ibanity, with an OAuth2 client of its own.</summary>
public enum IbanityProduct
{
    /// <summary>Transactions of accounts, and webhooks.</summary>
    Ponto,

    /// <summary>Statements as files.</summary>
    Isabel,
}

/// <summary>The OAuth2 client of a product.</summary>
/// <param name="Path">The start of its paths.</param>
/// <param name="Id">Client id; empty when the product is not connected.</param>
/// <param name="Secret">Client secret.</param>
/// <param name="RefreshToken">The first refresh token; empty for client credentials.</param>
internal sealed record IbanityClient(string Path, string Id, string Secret, string RefreshToken)
{
    // A reference to a secret that the vault does not hold arrives as it is written.
    private const string Unresolved = "@Microsoft.KeyVault(";

    public bool IsConnected => Id.Length > 0;

    public static IbanityClient Of(IbanitySettings settings, IbanityProduct product) => product switch
    {
        IbanityProduct.Ponto => new("ponto-connect", Value(settings.PontoClientId), Value(settings.PontoClientSecret), Value(settings.PontoRefreshToken)),
        IbanityProduct.Isabel => new("isabel-connect", Value(settings.IsabelClientId), Value(settings.IsabelClientSecret), Value(settings.IsabelRefreshToken)),
        _ => throw new InvalidOperationException($"{product} is not handled."),
    };

    private static string Value(string setting) => setting.StartsWith(Unresolved, StringComparison.Ordinal) ? "" : setting;
}
