using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Members;

namespace Smart.Functions.Members;

/// <summary>Members over HTTP.</summary>
public sealed class MemberFunctions(MemberService members, PrincipalDirectory principals, IdempotentRequests requests)
{
    /// <summary><c>POST /api/members</c>.</summary>
    [Function(nameof(RegisterMember))]
    [ApiOperation("Registers a member.", Roles = [Role.Desk, Role.Engineer], Request = typeof(RegisterMemberRequest), Response = typeof(MemberIdResponse), Status = 201, Problems = ["422 field-required", "422 email-invalid", "422 postal-code-invalid"])]
    public async Task<IResult> RegisterMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members")] HttpRequest request, FunctionContext context, CancellationToken cancellationToken)
    {
        var body = await ApiRequest.ReadAsync<RegisterMemberRequest>(request, cancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        var asked = new NewMember(body.Value.Name, body.Value.Email, body.Value.Language, body.Value.Address);
        return await requests.RunAsync(
            request,
            context.RequiredCaller(),
            async requestId => (await members.RegisterAsync(requestId, asked, cancellationToken)).Map(member => new MemberIdResponse(member.Id)),
            StatusCodes.Status201Created,
            cancellationToken);
    }

    /// <summary><c>GET /api/members/{memberId}</c>.</summary>
    [Function(nameof(GetMember))]
    [ApiOperation("A member; members see themselves only.", Roles = [Role.Member, Role.Desk, Role.Finance, Role.Engineer], Response = typeof(MemberResponse), Problems = ["404 member-not-found"])]
    public async Task<IResult> GetMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}")] HttpRequest request, string memberId, FunctionContext context, CancellationToken cancellationToken)
    {
        if (context.RequiredCaller().RequireMember(memberId) is { } refusal) return Api.Problem(refusal);
        return await members.FindAsync(memberId, cancellationToken) is { } member ? Api.Ok(MemberResponse.Of(member)) : Api.Problem(Refusal.Missing("member"));
    }

    /// <summary><c>PUT /api/members/{memberId}/identity</c>.</summary>
    [Function(nameof(BindMemberIdentity))]
    [ApiOperation("Lets an identity act as a member.", Roles = [Role.Desk, Role.Engineer], Request = typeof(BindIdentityRequest), Response = typeof(MemberIdResponse), Problems = ["404 member-not-found", "409 identity-bound", "422 field-required"])]
    public async Task<IResult> BindMemberIdentity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "members/{memberId}/identity")] HttpRequest request, string memberId, FunctionContext context, CancellationToken cancellationToken)
    {
        var body = await ApiRequest.ReadAsync<BindIdentityRequest>(request, cancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        return await requests.RunAsync(
            request,
            context.RequiredCaller(),
            _ => BindAsync(memberId, body.Value, cancellationToken),
            cancellationToken: cancellationToken);
    }

    /// <summary><c>GET /api/me</c>.</summary>
    [Function(nameof(GetMe))]
    [ApiOperation("Who the caller is.", Roles = [Role.Member, Role.Desk, Role.Finance, Role.Approver, Role.Engineer], Response = typeof(WhoAmIResponse))]
    public IResult GetMe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request, FunctionContext context)
    {
        var caller = context.RequiredCaller();
        return Api.Ok(new WhoAmIResponse([.. caller.Roles.Order()], caller.MemberId));
    }

    private async Task<Result<MemberIdResponse>> BindAsync(string memberId, BindIdentityRequest asked, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(asked.Issuer)) return Refusal.Required("issuer");
        if (string.IsNullOrWhiteSpace(asked.Subject)) return Refusal.Required("subject");
        if (await members.FindHeadAsync(memberId, cancellationToken) is null) return Refusal.Missing("member");
        return await principals.BindAsync(asked.Issuer, asked.Subject, memberId, cancellationToken) is { } refusal ? refusal : new MemberIdResponse(memberId);
    }
}
