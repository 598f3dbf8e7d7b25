using Microsoft.Extensions.Configuration;
using Smart.Functions.Http;

namespace Smart.Functions.Tests.Http;

public sealed class AuthenticationGuardTests
{
    [Fact]
    public void App_OutsideAzure_Starts() => Should.NotThrow(() => AuthenticationGuard.Check(Settings(null, null)));

    [Fact]
    public void App_InAzureWithPlatformAuthentication_Starts() => Should.NotThrow(() => AuthenticationGuard.Check(Settings("smart", "True")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("False")]
    [InlineData("1")]
    public void App_InAzureWithoutIt_RefusesToStart(string? enabled) =>
        Should.Throw<InvalidOperationException>(() => AuthenticationGuard.Check(Settings("smart", enabled))).Message.ShouldContain("WEBSITE_AUTH_ENABLED");

    private static IConfiguration Settings(string? site, string? enabled) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["WEBSITE_SITE_NAME"] = site, ["WEBSITE_AUTH_ENABLED"] = enabled })
        .Build();
}
