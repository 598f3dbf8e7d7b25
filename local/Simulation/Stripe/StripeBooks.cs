using System.Text.Json.Nodes;

namespace Smart.Local.Simulation;

/// <summary>What the simulated card payments remember: objects, and the events that tell of them. Callers hold no lock.</summary>
internal sealed class StripeBooks(StripeFaults faults, Func<DateTimeOffset> now)
{
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _events = [];
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _delivered = new(StringComparer.Ordinal);
    private readonly List<string> _sessions = [];
    private long _life;

    public IReadOnlyList<string> Sessions => Locked(() => _sessions.ToList());

    public IReadOnlyList<string> Events => Locked(() => _events.ConvertAll(item => item.Id()));

    public T Locked<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    /// <summary>The next id of a kind: <c>pi_sim_1778839260_0001</c>. It names the start of this life, for the product's tables outlive it.</summary>
    public string NextId(string kind)
    {
        lock (_gate)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            if (_life == 0) _life = now().ToUnixTimeSeconds();
            return $"{kind}_sim_{_life}_{_counts[kind]:D4}";
        }
    }

    public JsonObject Add(JsonObject item)
    {
        lock (_gate)
        {
            _objects[item.Id()] = item;
            if (item.Text("object") == "checkout.session") _sessions.Add(item.Id());
            return item;
        }
    }

    /// <summary>A copy of an object, or null.</summary>
    public JsonObject? Find(string id) => Locked(() => (JsonObject?)(_objects.GetValueOrDefault(id) ?? _events.Find(item => item.Id() == id))?.DeepClone());

    /// <summary>Changes an object when it is in the state that the change needs.</summary>
    /// <returns>Null when it is not there or in another state.</returns>
    public JsonObject? Change(string id, Func<JsonObject, bool> allowed, Action<JsonObject> change)
    {
        lock (_gate)
        {
            if (_objects.GetValueOrDefault(id) is not { } item || !allowed(item)) return null;
            change(item);
            return (JsonObject)item.DeepClone();
        }
    }

    public IReadOnlyList<JsonObject> Where(Func<JsonObject, bool> wanted) => Locked(() => _objects.Values.Where(wanted).Select(item => (JsonObject)item.DeepClone()).ToList());

    /// <summary>Tells of something: an event with the object as it is now.</summary>
    public string Tell(string type, JsonObject about)
    {
        var id = NextId("evt");
        lock (_gate)
        {
            _events.Add(new JsonObject
            {
                ["id"] = id,
                ["object"] = "event",
                ["api_version"] = faults.ApiVersion,
                ["created"] = now().ToUnixTimeSeconds(),
                ["data"] = new JsonObject { ["object"] = about.DeepClone() },
                ["livemode"] = false,
                ["pending_webhooks"] = 1,
                ["request"] = faults.IsOld ? null : new JsonObject { ["id"] = null, ["idempotency_key"] = null },
                ["type"] = type,
            });
        }

        return id;
    }

    public void Delivered(string eventId)
    {
        lock (_gate) _delivered.Add(eventId);
    }

    /// <summary>Events as a list gives them: newest first.</summary>
    public List<JsonObject> Listed(Func<JsonObject, bool> wanted, bool? delivered) => Locked(() => Enumerable.Reverse(_events)
        .Where(item => wanted(item) && (delivered is null || _delivered.Contains(item.Id()) == delivered))
        .Select(item => (JsonObject)item.DeepClone())
        .ToList());
}
