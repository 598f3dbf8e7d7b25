using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Dunning;
using Smart.Shared.Legal;

namespace Smart.Functions.Legal;

/// <summary>Shows legal files.</summary>
public sealed class LegalFunctions(LegalFiles files)
{
    private const string Awaiting = "awaiting-approval";

    /// <summary><c>GET /api/legal-files?state=awaiting-approval</c>.</summary>
    [Function(nameof(ListLegalFiles))]
    [ApiOperation(
        "The legal files on which somebody has to decide.",
        Roles = [Role.Desk, Role.Approver, Role.Finance],
        Response = typeof(LegalFileListResponse),
        Query = ["state"],
        Problems = ["400 malformed-parameter"])]
    public async Task<IResult> ListLegalFiles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "legal-files")] HttpRequest request, FunctionContext context)
    {
        if (request.Query["state"].ToString() is not ("" or Awaiting))
        {
            return Api.Problem(new Refusal(RefusalKind.Malformed, "malformed-parameter", $"state is {Awaiting}.", "state"));
        }

        var awaiting = await files.AwaitingAsync(context.CancellationToken);
        return Api.Ok(new LegalFileListResponse([.. awaiting.Select(LegalFileResponse.Of)]));
    }

    /// <summary><c>GET /api/legal-files/{caseId}</c>.</summary>
    [Function(nameof(GetLegalFile))]
    [ApiOperation(
        "A legal file; its ETag is what a decision names in If-Match.",
        Roles = [Role.Desk, Role.Approver, Role.Finance],
        Response = typeof(LegalFileResponse),
        Problems = ["404 legal-file-not-found"])]
    public async Task<IResult> GetLegalFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "legal-files/{caseId}")] HttpRequest request, string caseId, FunctionContext context)
    {
        if (await FindAsync(caseId, context.CancellationToken) is not { } file) return Api.Problem(Refusal.Missing("legal-file"));
        if (file.DocumentHash is { } hash) request.HttpContext.Response.Headers.ETag = $"\"{hash}\"";
        return Api.Ok(LegalFileResponse.Of(file));
    }

    /// <summary><c>GET /api/legal-files/{caseId}/file</c>.</summary>
    [Function(nameof(GetLegalFileZip))]
    [ApiOperation(
        "The present version of a legal file, as a zip.",
        Roles = [Role.Desk, Role.Approver, Role.Finance],
        ResponseMediaType = LegalFilePack.ContentType,
        Problems = ["404 legal-file-not-found"])]
    public async Task<IResult> GetLegalFileZip(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "legal-files/{caseId}/file")] HttpRequest request, string caseId, FunctionContext context)
    {
        if (await FindAsync(caseId, context.CancellationToken) is not { } file || await files.DocumentAsync(file, context.CancellationToken) is not { } zip)
        {
            return Api.Problem(Refusal.Missing("legal-file"));
        }

        request.HttpContext.Response.Headers.ETag = $"\"{file.DocumentHash}\"";
        return Api.File(zip, LegalFilePack.ContentType, $"{caseId}-{file.Version}.zip");
    }

    private async Task<LegalFileRow?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        CaseNames.DebtorOf(caseId) is { } debtorId ? await files.FindAsync(debtorId, caseId, cancellationToken) : null;
}
