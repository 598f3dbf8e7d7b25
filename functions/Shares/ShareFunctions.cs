using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Calendar;
using Smart.Shared.Members;
using Smart.Shared.Settings;
using Smart.Shared.Shares;

namespace Smart.Functions.Shares;

/// <summary>Shares of one member over HTTP.</summary>
public sealed class ShareFunctions(
    ShareRequests shares, MemberService members, ShareLetters letters, IdempotentRequests requests, IOptions<CreditorSettings> creditor, BusinessClock clock)
{
    /// <summary><c>POST /api/members/{memberId}/shares</c>.</summary>
    [Function(nameof(RequestShares))]
    [ApiOperation("Asks for shares: the answer says how to pay; they count from the value date of the money.", Roles = [Role.Member, Role.Desk], Request = typeof(RequestSharesRequest), Response = typeof(ShareRequestResponse), Status = 201, Problems = ["404 member-not-found", "422 share-count-invalid"])]
    public async Task<IResult> RequestShares(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/shares")] HttpRequest request, string memberId, FunctionContext context)
    {
        var caller = context.RequiredCaller();
        if (caller.RequireMember(memberId) is { } hidden) return Api.Problem(hidden);
        var body = await ApiRequest.ReadAsync<RequestSharesRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        return await requests.RunAsync(
            request,
            caller,
            async requestId => (await shares.RequestAsync(requestId, memberId, body.Value.Count, context.CancellationToken)).Map(Response),
            StatusCodes.Status201Created,
            context.CancellationToken);
    }

    /// <summary><c>GET /api/members/{memberId}/shares</c>.</summary>
    [Function(nameof(GetMemberShares))]
    [ApiOperation("The shares of a member: the extract of the register, cover, and requests to pay.", Roles = [Role.Member, Role.Desk, Role.Finance, Role.Engineer], Response = typeof(MemberSharesResponse), Problems = ["404 member-not-found"])]
    public async Task<IResult> GetMemberShares(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/shares")] HttpRequest request, string memberId, FunctionContext context)
    {
        if (context.RequiredCaller().RequireMember(memberId) is { } hidden) return Api.Problem(hidden);
        var cancellation = context.CancellationToken;
        if (await members.FindHeadAsync(memberId, cancellation) is null) return Api.Problem(Refusal.Missing("member"));
        var entries = await shares.EntriesAsync(memberId, cancellation);
        var asked = new List<ShareRequestResponse>();
        await foreach (var one in shares.RequestsAsync(memberId, cancellation)) asked.Add(Response(one));
        var coverage = ShareService.CoverageOf(entries);
        return Api.Ok(new MemberSharesResponse(
            memberId,
            coverage.StatusOn(clock.Today),
            entries.Sum(entry => entry.Count),
            coverage.CoveredUntil,
            [.. entries.Select(ShareEntryResponse.Of)],
            asked));
    }

    /// <summary><c>GET /api/members/{memberId}/shares/certificate</c>.</summary>
    [Function(nameof(GetShareCertificate))]
    [ApiOperation("The certificate of the latest entry in the register.", Roles = [Role.Member, Role.Desk, Role.Finance], ResponseMediaType = "application/pdf", Problems = ["404 member-not-found", "404 certificate-not-found"])]
    public async Task<IResult> GetShareCertificate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/shares/certificate")] HttpRequest request, string memberId, FunctionContext context)
    {
        if (context.RequiredCaller().RequireMember(memberId) is { } hidden) return Api.Problem(hidden);
        if (await members.FindAsync(memberId, context.CancellationToken) is not { } member) return Api.Problem(Refusal.Missing("member"));
        var entries = await shares.EntriesAsync(memberId, context.CancellationToken);
        if (entries.Count == 0) return Api.Problem(Refusal.Missing("certificate"));
        return Api.File(letters.CertificatePdf(member, entries[^1]), "application/pdf", $"{entries[^1].Cause}.pdf");
    }

    private ShareRequestResponse Response(ShareRequestRow request) => ShareRequestResponse.Of(request, creditor.Value.Iban);
}
