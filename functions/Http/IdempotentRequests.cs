using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Smart.Shared;
using Smart.Shared.Requests;

namespace Smart.Functions.Http;

/// <summary>
/// Runs a change once for a caller's <c>Idempotency-Key</c> (design section 5, table Requests). The same key with the same body
/// is answered as it was; a refusal changed nothing and is not kept, so the corrected request may carry the same key.
/// Responses of changes hold keys and amounts, never personal data: they are stored.
/// </summary>
public sealed class IdempotentRequests(RequestClaims claims)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaximumKeyLength = 200;

    /// <summary>Runs the operation, or answers what it answered before.</summary>
    /// <param name="request">The request, its body already read through <see cref="ApiRequest"/>.</param>
    /// <param name="caller">The caller, who owns the key.</param>
    /// <param name="operation">The change. Its argument, made from caller and key, is the same on every repetition: ids derive from it.</param>
    /// <param name="okStatus">The status of success.</param>
    /// <param name="cancellationToken">Stops waiting, not the effect.</param>
    public async Task<IResult> RunAsync<T>(
        HttpRequest request, Caller caller, Func<string, Task<Result<T>>> operation, int okStatus = StatusCodes.Status200OK, CancellationToken cancellationToken = default)
    {
        var key = request.Headers[Header].ToString();
        if (key is not { Length: > 0 and <= MaximumKeyLength })
        {
            return Api.Problem(new Refusal(
                RefusalKind.Malformed, "idempotency-key-missing", $"A change needs the header {Header}, a text of at most {MaximumKeyLength} characters of your choice.", Header));
        }

        var route = $"{request.Method} {request.Path}";
        var claim = await claims.ClaimAsync(RequestClaims.IdOf(caller.SubjectHash, key), route, ApiRequest.BodyHash(request), cancellationToken);
        return claim switch
        {
            RequestClaim.Repeated repeated => Results.Text(repeated.Body, "application/json", statusCode: repeated.Status),
            RequestClaim.Refused refused => Api.Problem(refused.Refusal, refused.RetryAfter),
            RequestClaim.Claimed claimed => await RunClaimedAsync(claimed.Row, operation, okStatus),
            _ => throw new InvalidOperationException($"{claim} is not handled."),
        };
    }

    private async Task<IResult> RunClaimedAsync<T>(RequestRow row, Func<string, Task<Result<T>>> operation, int okStatus)
    {
        Result<T> result;
        try
        {
            result = await operation(row.RowKey);
        }
        catch
        {
            await claims.AbandonAsync(row);
            throw;
        }

        if (result.Refusal is { } refusal)
        {
            await claims.ForgetAsync(row);
            return Api.Problem(refusal);
        }

        var body = JsonSerializer.Serialize(result.Value, ApiJson.Options);
        await claims.FinishAsync(row, okStatus, body);
        return Results.Text(body, "application/json", statusCode: okStatus);
    }
}
