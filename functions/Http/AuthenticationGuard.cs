using Microsoft.Extensions.Configuration;

namespace Smart.Functions.Http;

/// <summary>
/// In Azure the header that names the caller can be trusted only behind the platform's authentication, which strips forged ones:
/// the app refuses to start without it.
/// </summary>
public static class AuthenticationGuard
{
    private const string SiteName = "WEBSITE_SITE_NAME";
    private const string AuthenticationEnabled = "WEBSITE_AUTH_ENABLED";

    /// <summary>Throws in Azure (the platform names the site) unless platform authentication is on.</summary>
    public static void Check(IConfiguration configuration)
    {
        var isInAzure = !string.IsNullOrEmpty(configuration[SiteName]);
        var isOn = bool.TryParse(configuration[AuthenticationEnabled], out var enabled) && enabled;
        if (isInAzure && !isOn)
        {
            throw new InvalidOperationException(
                $"Platform authentication is off ({AuthenticationEnabled} is not True): callers could name themselves. The app does not start.");
        }
    }
}
