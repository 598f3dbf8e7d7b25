using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared.Calendar;
using Smart.Shared.Shares;

namespace Smart.Functions.Shares;

/// <summary>The register of shares over HTTP.</summary>
public sealed class ShareRegisterFunctions(ShareRegister register, BusinessClock clock)
{
    /// <summary><c>GET /api/shares/register?asOf=&amp;after=</c>.</summary>
    [Function(nameof(GetShareRegister))]
    [ApiOperation("The register of shares on a day, fifty holders a page.", Roles = [Role.Finance], Response = typeof(ShareRegisterResponse), Query = ["asOf", "after"], Problems = ["400 malformed-parameter"])]
    public async Task<IResult> GetShareRegister(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "shares/register")] HttpRequest request, FunctionContext context)
    {
        var asked = ApiRequest.Date(request, "asOf");
        if (asked.Refusal is { } refusal) return Api.Problem(refusal);
        var asOf = asked.Value ?? clock.Today;
        var after = request.Query["after"].ToString() is { Length: > 0 } text ? text : null;
        var page = await register.PageAsync(asOf, after, context.CancellationToken);
        return Api.Ok(new ShareRegisterResponse(asOf, [.. page.Holders.Select(ShareHolderResponse.Of)], page.Next));
    }
}
