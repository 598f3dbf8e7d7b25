using System.Net;
using Smart.Local.Http;

namespace Smart.Local.Chaos;

/// <summary>
/// A client as one should be: it repeats a request with the same key until the answer is final. No answer, an error of the server and
/// "in progress" are not.
/// </summary>
/// <param name="api">The API, as somebody.</param>
/// <param name="journal">Where each attempt is written.</param>
internal sealed class HonestClient(ApiClient api, ChaosJournal journal)
{
    private const string InProgress = "request-in-progress";
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromSeconds(1);

    /// <summary>Posts until answered.</summary>
    public Task<ApiAnswer> PostAsync(string key, string path, object body, CancellationToken cancellationToken) =>
        RepeatAsync(key, () => api.PostAsync(path, body, key, cancellationToken), cancellationToken);

    /// <summary>Puts until answered.</summary>
    public Task<ApiAnswer> PutAsync(string key, string path, object body, CancellationToken cancellationToken) =>
        RepeatAsync(key, () => api.PutAsync(path, body, key, cancellationToken), cancellationToken);

    /// <summary>Posts a file until answered.</summary>
    public Task<ApiAnswer> PostFileAsync(string key, string path, byte[] content, CancellationToken cancellationToken) =>
        RepeatAsync(key, () => api.PostFileAsync(path, content, cancellationToken), cancellationToken);

    /// <summary>Reads until answered.</summary>
    public Task<ApiAnswer> GetAsync(string key, string path, CancellationToken cancellationToken) =>
        RepeatAsync(key, () => api.GetAsync(path, cancellationToken), cancellationToken);

    private Task<ApiAnswer> RepeatAsync(string key, Func<Task<ApiAnswer>> send, CancellationToken cancellationToken) =>
        journal.UntilAnsweredAsync(key, () => UntilFinalAsync(key, send, cancellationToken));

    private async Task<ApiAnswer> UntilFinalAsync(string key, Func<Task<ApiAnswer>> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var answer = await send();
                journal.Write(key, $"{answer.Request}: {(int)answer.Status} {answer.Problem}");
                if (answer.Problem == InProgress) await Task.Delay(BeforeAskingAgain, TimeProvider.System, cancellationToken);
                else if (answer.Status < HttpStatusCode.InternalServerError) return answer;
            }
            catch (Exception failure) when (IsNoAnswer(failure, cancellationToken))
            {
                journal.Write(key, $"no answer: {failure.GetType().Name}");
            }

            await Task.Delay(BeforeRetry, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Whether nothing can be concluded from a failure.</summary>
    public static bool IsNoAnswer(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
