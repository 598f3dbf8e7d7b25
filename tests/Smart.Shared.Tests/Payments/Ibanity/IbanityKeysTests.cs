using System.Text.Json;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Shared.Tests.Payments.Ibanity;

public sealed class IbanityKeysTests : IDisposable
{
    private const int HalfAMinute = 30, Hour = 3600;

    private readonly IbanityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Keys_AreFetchedOnce_AndAgainAfterAnHour()
    {
        await FindAsync(JwsVector.KeyId);
        await FindAsync(JwsVector.KeyId);
        _bench.At = JwsVector.IssuedAt + Hour - 1;
        await FindAsync(JwsVector.KeyId);
        _bench.Asked.ShouldBe(1);

        _bench.At = JwsVector.IssuedAt + Hour;
        await FindAsync(JwsVector.KeyId);
        _bench.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task UnknownKey_IsLookedForOnce_AndFound()
    {
        await FindAsync(JwsVector.KeyId);
        _bench.KeySet = _bench.WithOwnKey();
        _bench.At = JwsVector.IssuedAt + HalfAMinute;

        (await FindAsync("own")).ShouldBeTrue();
        _bench.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task InventedKeys_DoNotHammerTheProvider()
    {
        for (var i = 0; i < 100; i++) (await FindAsync($"invented-{i}")).ShouldBeFalse();
        _bench.Asked.ShouldBe(1);

        _bench.At = JwsVector.IssuedAt + HalfAMinute;
        for (var i = 0; i < 100; i++) (await FindAsync($"invented-{i}")).ShouldBeFalse();
        _bench.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task AllWhoAskAtOnce_ShareOneFetch_AndOneWhoGivesUpTakesItFromNobody()
    {
        var gate = new TaskCompletionSource();
        _bench.Gate = gate;
        using var gone = new CancellationTokenSource();
        var first = _bench.Keys.FindAsync(JwsVector.KeyId, gone.Token);
        Task<bool>[] others = [.. Enumerable.Range(0, 20).Select(_ => FindAsync(JwsVector.KeyId))];
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        (await Task.WhenAll(others)).ShouldAllBe(found => found);
        _bench.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task ProviderDown_OldKeysStayGood_AndItIsAskedNowAndThen()
    {
        await FindAsync(JwsVector.KeyId);
        _bench.KeySet = null;
        _bench.At = JwsVector.IssuedAt + (10 * Hour);
        for (var i = 0; i < 10; i++) (await FindAsync(JwsVector.KeyId)).ShouldBeTrue();

        _bench.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task ProviderDown_KeyThatMayBeNew_AsksForAnotherDelivery_AndIsFoundThen()
    {
        await FindAsync(JwsVector.KeyId);
        _bench.KeySet = null;
        _bench.At = JwsVector.IssuedAt + HalfAMinute;
        await Should.ThrowAsync<IbanityException>(() => FindAsync("own"));
        await Should.ThrowAsync<IbanityException>(() => FindAsync("own"));
        (await FindAsync(JwsVector.KeyId)).ShouldBeTrue();

        _bench.KeySet = _bench.WithOwnKey();
        _bench.At = JwsVector.IssuedAt + (2 * HalfAMinute);

        (await FindAsync("own")).ShouldBeTrue();
        _bench.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task ProviderDown_WithoutKeys_SaysWhenToComeAgain_AndRecovers()
    {
        _bench.KeySet = null;
        for (var i = 0; i < 5; i++) (await Should.ThrowAsync<IbanityException>(() => FindAsync(JwsVector.KeyId))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(HalfAMinute));
        _bench.Asked.ShouldBe(1);

        _bench.KeySet = JwsVector.KeySet();
        _bench.At = JwsVector.IssuedAt + HalfAMinute;
        (await FindAsync(JwsVector.KeyId)).ShouldBeTrue();
    }

    [Fact]
    public async Task RetiredKey_IsGone_AfterTheNextFetch()
    {
        await FindAsync(JwsVector.KeyId);
        _bench.KeySet = JwsVector.KeySet(status: "INACTIVE");
        _bench.At = JwsVector.IssuedAt + Hour;
        (await FindAsync(JwsVector.KeyId)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ACTIVE", "sig", true)]
    [InlineData("INACTIVE", "sig", false)]
    [InlineData("active", "sig", false)]
    [InlineData("ACTIVE", "enc", false)]
    public void KeySet_HoldsActiveSigningKeys(string status, string use, bool expected) =>
        Read(JwsVector.KeySet(status: status, use: use)).ContainsKey(JwsVector.KeyId).ShouldBe(expected);

    [Fact]
    public void KeySet_MayPadItsNumbers() =>
        Read(JwsVector.KeySet(JwsVector.Modulus + "==")).Single().Value.Modulus.ShouldBe(Read(JwsVector.KeySet()).Single().Value.Modulus);

    [Theory]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("AQAB")]
    public void KeySet_LeavesOutWhatIsNoKey(string modulus) => Read(JwsVector.KeySet().Replace(JwsVector.Modulus, modulus, StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":1}""")]
    public void KeySet_ThatIsNone_IsRefused(string json) => Should.Throw<JsonException>(() => Read(json));

    private static IReadOnlyDictionary<string, System.Security.Cryptography.RSAParameters> Read(string json) => IbanityKeySet.Read(JsonDocument.Parse(json).RootElement);

    private async Task<bool> FindAsync(string keyId) => await _bench.Keys.FindAsync(keyId, TestContext.Current.CancellationToken) is not null;
}
