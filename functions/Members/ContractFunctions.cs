using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Members;

namespace Smart.Functions.Members;

/// <summary>Contracts of members over HTTP.</summary>
public sealed class ContractFunctions(ContractService contracts, MemberService members, IdempotentRequests requests)
{
    /// <summary><c>POST /api/members/{memberId}/contracts</c>.</summary>
    [Function(nameof(DeclareContract))]
    [ApiOperation("Declares a contract, which gets the next ordinal; from the fourth on a share must cover the day.", Roles = [Role.Member, Role.Desk], Request = typeof(DeclareContractRequest), Response = typeof(ContractResponse), Status = 201, Problems = ["404 member-not-found", "422 share-required", "422 field-required", "422 ends-before-start"])]
    public async Task<IResult> DeclareContract(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/contracts")] HttpRequest request, string memberId, FunctionContext context, CancellationToken cancellationToken)
    {
        var caller = context.RequiredCaller();
        if (caller.RequireMember(memberId) is { } hidden) return Api.Problem(hidden);
        var body = await ApiRequest.ReadAsync<DeclareContractRequest>(request, cancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        var asked = new NewContract(body.Value.Title, body.Value.ClientDebtorId, body.Value.StartsOn, body.Value.EndsOn);
        return await requests.RunAsync(
            request,
            caller,
            async requestId => (await contracts.DeclareAsync(requestId, memberId, asked, cancellationToken)).Map(ContractResponse.Of),
            StatusCodes.Status201Created,
            cancellationToken);
    }

    /// <summary><c>GET /api/members/{memberId}/contracts</c>.</summary>
    [Function(nameof(ListContracts))]
    [ApiOperation("The contracts of a member, by ordinal.", Roles = [Role.Member, Role.Desk, Role.Finance, Role.Engineer], Response = typeof(IReadOnlyList<ContractResponse>), Problems = ["404 member-not-found"])]
    public async Task<IResult> ListContracts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/contracts")] HttpRequest request, string memberId, FunctionContext context, CancellationToken cancellationToken)
    {
        if (context.RequiredCaller().RequireMember(memberId) is { } hidden) return Api.Problem(hidden);
        if (await members.FindHeadAsync(memberId, cancellationToken) is null) return Api.Problem(Refusal.Missing("member"));
        var found = new List<ContractResponse>();
        await foreach (var contract in contracts.ListAsync(memberId, cancellationToken)) found.Add(ContractResponse.Of(contract));
        return Api.Ok<IReadOnlyList<ContractResponse>>(found);
    }
}
