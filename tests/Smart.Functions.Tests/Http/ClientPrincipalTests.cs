using System.Text;
using Smart.Functions.Http;

namespace Smart.Functions.Tests.Http;

public sealed class ClientPrincipalTests
{
    [Fact]
    public void Header_OfThePlatform_IsRead()
    {
        var principal = Parse("""
            {"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[
              {"typ":"iss","val":"https://login.example/tenant/v2.0"},
              {"typ":"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier","val":"abc"},
              {"typ":"roles","val":"Finance"},{"typ":"roles","val":"approver"},{"typ":"roles","val":"owner-of-something-else"}]}
            """);
        principal!.Issuer.ShouldBe("https://login.example/tenant/v2.0");
        principal.Subject.ShouldBe("abc");
        principal.Roles.ShouldBe([Role.Finance, Role.Approver], ignoreOrder: true);
    }

    [Fact]
    public void Role_WrittenAsANumber_IsNoRole() =>
        Parse("""{"auth_typ":"aad","role_typ":"roles","claims":[{"typ":"roles","val":"4"},{"typ":"roles","val":" "}]}""")!.Roles.ShouldBeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bm90IGpzb24=")]
    public void Header_OfAnythingElse_IsNobody(string? header) => ClientPrincipal.Parse(header).ShouldBeNull();

    private static ClientPrincipal? Parse(string json) => ClientPrincipal.Parse(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
}
