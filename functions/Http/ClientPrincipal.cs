using System.Text.Json;
using System.Text.Json.Serialization;

namespace Smart.Functions.Http;

/// <summary>The header <c>X-MS-CLIENT-PRINCIPAL</c>, written by the platform's authentication: base64 of JSON with claims.</summary>
public sealed class ClientPrincipal
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string NameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
    private const string RoleUri = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    /// <summary>The identity provider.</summary>
    [JsonPropertyName("auth_typ")]
    public string? Provider { get; init; }

    /// <summary>The claim type that holds roles.</summary>
    [JsonPropertyName("role_typ")]
    public string? RoleType { get; init; }

    /// <summary>All claims.</summary>
    [JsonPropertyName("claims")]
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Who vouches for the identity: the token's issuer, or the provider's name.</summary>
    [JsonIgnore]
    public string? Issuer => Value("iss") ?? Provider;

    /// <summary>The identity's name at its issuer.</summary>
    [JsonIgnore]
    public string? Subject => Value("sub") ?? Value(NameIdentifier);

    /// <summary>The roles that this application knows; others are left out.</summary>
    [JsonIgnore]
    public IReadOnlySet<Role> Roles => Claims
        .Where(claim => claim.Type == RoleType || claim.Type is "roles" or RoleUri)
        .Where(claim => claim.Value.Length > 0 && char.IsLetter(claim.Value[0]))
        .Select(claim => Enum.TryParse<Role>(claim.Value, ignoreCase: true, out var role) ? role : (Role?)null)
        .OfType<Role>()
        .ToHashSet();

    /// <summary>Reads the header's value; null when it is not one that the platform writes.</summary>
    public static ClientPrincipal? Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header)) return null;
        try
        {
            return JsonSerializer.Deserialize<ClientPrincipal>(Convert.FromBase64String(header));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }

    private string? Value(string type) => Claims.FirstOrDefault(claim => claim.Type == type)?.Value;

    /// <summary>One statement of the issuer about the identity.</summary>
    /// <param name="Type">Short or URI name.</param>
    /// <param name="Value">What is stated.</param>
    public sealed record Claim([property: JsonPropertyName("typ")] string Type, [property: JsonPropertyName("val")] string Value);
}
