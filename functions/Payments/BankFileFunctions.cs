using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Payments.Import;

namespace Smart.Functions.Payments;

/// <summary>Bank files over HTTP.</summary>
public sealed class BankFileFunctions(BankFileStore files)
{
    private const int HashLength = 64;

    /// <summary><c>POST /api/bank-files</c>: the raw file as body.</summary>
    [Function(nameof(ImportFile))]
    [ApiOperation(
        "Takes a bank file (CODA, camt.053 or camt.054). It is known by the hash of its bytes: however often it is sent, it is imported once.",
        Roles = [Role.Finance, Role.Engineer],
        RequestMediaType = "application/octet-stream",
        Response = typeof(BankFileAcceptedResponse),
        Status = 202,
        Problems = ["413 bank-file-too-large"])]
    public async Task<IResult> ImportFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bank-files")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = BankFileStore.MaximumLength + 1;
        var accepted = await files.AcceptAsync(request.Body, context.RequiredCaller().SubjectHash, cancellation);
        if (accepted.Refusal is { } refusal) return Api.Problem(refusal);
        var file = accepted.Value;
        if (file.State != BankFileState.Done) await client.StartImportAsync(file.Sha256, cancellation);
        var statusUrl = $"/api/bank-files/{file.Sha256}";
        return Results.Accepted(statusUrl, new BankFileAcceptedResponse(file.Sha256, statusUrl));
    }

    /// <summary><c>GET /api/bank-files/{sha256}</c>.</summary>
    [Function(nameof(GetBankFile))]
    [ApiOperation(
        "How far a bank file is, what stands in it, and why something of it was refused.",
        Roles = [Role.Finance, Role.Desk, Role.Engineer],
        Response = typeof(BankFileResponse),
        Problems = ["404 bank-file-not-found"])]
    public async Task<IResult> GetBankFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bank-files/{sha256}")] HttpRequest request, string sha256, FunctionContext context)
    {
        var isHash = sha256.Length == HashLength && sha256.All(char.IsAsciiHexDigitLower);
        var file = isHash ? await files.FindAsync(sha256, context.CancellationToken) : null;
        if (file is null) return Api.Problem(Refusal.Missing("bank-file"));
        return Api.Ok(BankFileResponse.Of(file, await files.StatementsAsync(sha256, context.CancellationToken)));
    }
}
