using System.Text;
using System.Text.Json;

namespace Smart.Local.Http;

/// <summary>Who a developer pretends to be.</summary>
/// <param name="Name">The name shown, and the subject when none is given.</param>
/// <param name="Roles">App roles: member, desk, finance, approver, engineer.</param>
/// <param name="Subject">The identity provider's id of the person.</param>
/// <param name="MemberId">The member this identity belongs to; whoever hosts the sign-in ties them together.</param>
public sealed record DevelopmentUser(string Name, IReadOnlyList<string> Roles, string? Subject = null, string? MemberId = null)
{
    /// <summary>The issuer of every identity made here.</summary>
    public const string Issuer = "https://localhost/dev";

    /// <summary>The subject that the identity carries.</summary>
    public string EffectiveSubject => Subject ?? $"dev-{Name.ToLowerInvariant()}";

    /// <summary>The value of the header that the platform's authentication sets: base64 of JSON.</summary>
    public string ToClientPrincipal()
    {
        var claims = new List<object> { Claim("iss", Issuer), Claim("sub", EffectiveSubject), Claim("name", Name) };
        claims.AddRange(Roles.Select(role => Claim("roles", role)));
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { auth_typ = "aad", name_typ = "name", role_typ = "roles", claims }));
    }

    /// <summary>Reads the short form <c>name;role,role</c>; null when it is not one.</summary>
    /// <param name="text">Value of the header X-Dev-User.</param>
    public static DevelopmentUser? FromShortForm(string? text)
    {
        var parts = text?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        return parts is [{ Length: > 0 } name, ..]
            ? new DevelopmentUser(name, parts.Length > 1 ? parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [])
            : null;
    }

    internal string ToCookie() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));

    internal static DevelopmentUser? FromCookie(string? cookie)
    {
        if (string.IsNullOrEmpty(cookie))
            return null;
        try
        {
            return JsonSerializer.Deserialize<DevelopmentUser>(Encoding.UTF8.GetString(Convert.FromBase64String(cookie)), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static object Claim(string typ, string val) => new { typ, val };
}
