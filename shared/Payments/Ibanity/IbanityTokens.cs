using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>
/// Access tokens by product, kept until a minute before they expire; one request at a time. A refresh token is used where one was
/// given, and the one that the answer brings replaces it; client credentials otherwise.
/// </summary>
public sealed class IbanityTokens(IbanityHttp http, IbanityRefreshTokens refreshTokens, IOptions<IbanitySettings> settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<IbanityProduct, Token> _tokens = [];

    /// <summary>True when the product has a client.</summary>
    public bool IsConnected(IbanityProduct product) => ClientOf(product).IsConnected;

    /// <summary>A token that is good for another minute at least.</summary>
    /// <exception cref="IbanityException">None could be had.</exception>
    public async Task<string> GetAsync(IbanityProduct product, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_tokens.TryGetValue(product, out var known) && known.GoodUntil > time.GetUtcNow()) return known.Text;
            var token = await AskAsync(product, cancellationToken);
            _tokens[product] = token;
            return token.Text;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A token was refused: the next one is asked for, unless that has happened already.</summary>
    public void Forget(IbanityProduct product, string token)
    {
        if (_tokens.TryGetValue(product, out var known) && known.Text == token) _tokens.TryRemove(KeyValuePair.Create(product, known));
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    internal string PathOf(IbanityProduct product) => ClientOf(product).Path;

    private IbanityClient ClientOf(IbanityProduct product) => IbanityClient.Of(settings.Value, product);

    private async Task<Token> AskAsync(IbanityProduct product, CancellationToken cancellationToken)
    {
        var client = ClientOf(product);
        if (!client.IsConnected) throw new IbanityException("not-connected");
        if (client.RefreshToken.Length == 0) return await SendAsync(client, [new("grant_type", "client_credentials")], cancellationToken);
        var refresh = await refreshTokens.FindAsync(client, cancellationToken);
        try
        {
            return await RefreshAsync(client, refresh, cancellationToken);
        }
        catch (IbanityException used) when (used.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            // Good once: another instance of the app may have used it, and kept what it got for it.
            var newer = await refreshTokens.FindAsync(client, cancellationToken);
            if (newer == refresh) throw;
            return await RefreshAsync(client, newer, cancellationToken);
        }
    }

    private Task<Token> RefreshAsync(IbanityClient client, string refresh, CancellationToken cancellationToken) =>
        SendAsync(client, [new("grant_type", "refresh_token"), new("refresh_token", refresh), new("client_id", client.Id)], cancellationToken);

    private async Task<Token> SendAsync(IbanityClient client, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(http.Root, $"{client.Path}/oauth2/token")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Id}:{client.Secret}")));
        using var answer = await http.ReadAsync(request, cancellationToken);
        var root = answer.RootElement;
        if (root.ValueKind != JsonValueKind.Object || CompactJws.Text(root, "access_token") is not { Length: > 0 } token) throw new IbanityException("answer-malformed");
        var seconds = root.TryGetProperty("expires_in", out var expires) && expires.ValueKind == JsonValueKind.Number && expires.TryGetInt32(out var given) ? given : 0;
        if (CompactJws.Text(root, "refresh_token") is { Length: > 0 } next && client.RefreshToken.Length > 0) await refreshTokens.PutAsync(client, next, cancellationToken);
        return new Token(token, time.GetUtcNow().AddSeconds(seconds) - Early);
    }

    private sealed record Token(string Text, DateTimeOffset GoodUntil);
}
