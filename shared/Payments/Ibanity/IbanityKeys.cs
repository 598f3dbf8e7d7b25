using System.Security.Cryptography;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>
/// The keys that webhooks are signed with: fetched once an hour, and once more for a key id that is not among them, though not
/// oftener than each half minute, so that invented ids cost the provider nothing. One fetch at a time; all who ask wait for it. Old
/// keys stay good while the provider is down.
/// </summary>
public sealed class IbanityKeys(IbanityApi api, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Known? _known;
    private volatile bool _isDown;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private Task<Known?>? _fetch;

    /// <summary>The active key of that id, or null.</summary>
    /// <exception cref="IbanityException">The provider does not answer, and that key was not fetched before: it may be a new one.</exception>
    public async Task<RSAParameters?> FindAsync(string keyId, CancellationToken cancellationToken = default)
    {
        var known = _known;
        if (known is null || time.GetUtcNow() - known.At >= FreshFor || !known.Keys.ContainsKey(keyId)) known = await FetchAsync(cancellationToken) ?? _known;
        if (known is null || (_isDown && !known.Keys.ContainsKey(keyId))) throw new IbanityException("keys-unavailable", LeastBetween);
        return known.Keys.TryGetValue(keyId, out var key) ? key : null;
    }

    private Task<Known?> FetchAsync(CancellationToken cancellationToken)
    {
        Task<Known?> fetch;
        lock (_gate)
        {
            if (_fetch is null)
            {
                if (time.GetUtcNow() - _askedAt < LeastBetween) return Task.FromResult(_known);
                _askedAt = time.GetUtcNow();

                // Nobody's request: one caller who goes away must not take the keys from the others.
                _fetch = RunAsync();
            }

            fetch = _fetch;
        }

        return fetch.WaitAsync(cancellationToken);
    }

    private async Task<Known?> RunAsync()
    {
        await Task.Yield();
        try
        {
            using var answer = await api.GetAnonymousAsync("webhooks/keys", CancellationToken.None);
            var known = new Known(IbanityKeySet.Read(answer.RootElement), time.GetUtcNow());
            _isDown = false;
            return _known = known;
        }
        catch (Exception down) when (down is IbanityException or System.Text.Json.JsonException)
        {
            _isDown = true;
            return null;
        }
        finally
        {
            lock (_gate) _fetch = null;
        }
    }

    private sealed record Known(IReadOnlyDictionary<string, RSAParameters> Keys, DateTimeOffset At);
}
