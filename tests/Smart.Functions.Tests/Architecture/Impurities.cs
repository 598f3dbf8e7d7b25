using System.Reflection;

namespace Smart.Functions.Tests.Architecture;

/// <summary>
/// What an orchestrator must not name, nor anything it calls inside the product, nor the initialisers of the types it reads: all that
/// another run of the same history may see otherwise, or that leaves the orchestrator's thread, or holds it.
/// </summary>
internal static class Impurities
{
    /// <summary>Input and output of every kind, and stores.</summary>
    private static readonly string[] Namespaces = ["System.IO.", "System.Net.", "Azure.", "Microsoft.Azure.Functions.Worker.Http.", "System.Data."];

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Environment", "System.Console", "System.AppContext", "System.Diagnostics.Process",
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
        "System.TimeProvider", "System.Diagnostics.Stopwatch",
        "System.Threading.Thread", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.ThreadPool",
        "System.Threading.Tasks.Parallel", "System.Threading.Tasks.TaskFactory", "System.Threading.Tasks.TaskScheduler",
        "System.Threading.Monitor", "System.Threading.Lock", "System.Threading.Mutex", "System.Threading.Semaphore",
        "System.Threading.SemaphoreSlim", "System.Threading.ReaderWriterLockSlim", "System.Threading.WaitHandle",
        "System.Threading.ManualResetEvent", "System.Threading.ManualResetEventSlim", "System.Threading.AutoResetEvent",
        "System.Threading.CountdownEvent", "System.Threading.Barrier", "System.Threading.SpinWait", "System.Threading.SpinLock",
        "Smart.Shared.Storage.TableStore", "Smart.Shared.Storage.DocumentStore", "Smart.Shared.Storage.WorkIndex",
        "Smart.Shared.Storage.IIdSource", "Smart.Shared.Calendar.BusinessClock", "Smart.Shared.Mail.IMailProvider",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeZoneInfo.get_Local",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Yield",
        "System.Threading.Tasks.Task.ContinueWith", "System.Threading.Tasks.Task.Start", "System.Threading.Tasks.Task.get_Factory",
        "System.Threading.Tasks.Task.ConfigureAwait", "System.Threading.Tasks.ValueTask.ConfigureAwait",
        "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task.WaitAny",
        "System.Threading.Tasks.Task.WaitAsync", "System.Threading.Tasks.Task.RunSynchronously",
        "System.Threading.Tasks.Task.get_Result", "System.Threading.Tasks.ValueTask.get_Result",
        "System.Threading.CancellationTokenSource.CancelAsync", "System.Threading.CancellationTokenSource.CancelAfter",
    };

    private static readonly HashSet<string> Changeable = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.List", "System.Collections.Generic.Dictionary", "System.Collections.Generic.HashSet",
        "System.Collections.Generic.Queue", "System.Collections.Generic.Stack", "System.Collections.Generic.SortedDictionary",
        "System.Collections.Concurrent.ConcurrentDictionary", "System.Collections.Concurrent.ConcurrentQueue",
        "System.Collections.Concurrent.ConcurrentBag", "System.Text.StringBuilder",
    };

    /// <summary>Each thing an orchestrator must not name, and the method that does.</summary>
    public static IReadOnlyList<string> Of(MethodInfo orchestrator) =>
    [
        .. from method in Reachable(orchestrator)
           from impurity in In(method)
           select $"{method.DeclaringType}.{method.Name} uses {impurity}",
    ];

    private static HashSet<MethodBase> Reachable(MethodBase start)
    {
        var all = ProductCode.ReachableFrom(start).ToHashSet();
        var initializers = all.SelectMany(ProductCode.ReferencesOf).OfType<FieldInfo>()
            .Where(field => field.IsStatic && IsProduct(field.DeclaringType!) && !ProductCode.IsGenerated(field.DeclaringType!))
            .Select(field => field.DeclaringType!.TypeInitializer).OfType<MethodBase>().Distinct();
        foreach (var initializer in initializers.ToList()) all.UnionWith(ProductCode.ReachableFrom(initializer));
        return all;
    }

    private static IEnumerable<string> In(MethodBase method)
    {
        var references = ProductCode.ReferencesOf(method).ToList();
        foreach (var member in references)
        {
            if (IsImpure(member) || IsChangeableState(member, method)) yield return NameOf(member);
        }

        // Each await of the compiler asks once and takes once: who takes without asking blocks.
        if (Count(references, "GetResult") > Count(references, "get_IsCompleted")) yield return "a blocking GetResult";
    }

    private static bool IsImpure(MemberInfo member)
    {
        var type = TypeNameOf(member);
        return Members.Contains(NameOf(member))
            || (Types.Contains(type) && member.Name != "get_CurrentManagedThreadId")
            || Namespaces.Any(name => type.StartsWith(name, StringComparison.Ordinal));
    }

    private static bool IsChangeableState(MemberInfo member, MethodBase from) =>
        member is FieldInfo { IsStatic: true, IsLiteral: false } field
        && IsProduct(field.DeclaringType!) && !ProductCode.IsGenerated(field.DeclaringType!) && !field.Name.Contains('<')
        && from is not ConstructorInfo { IsStatic: true }
        && (!field.IsInitOnly || Changeable.Contains(FullNameOf(field.FieldType)));

    private static int Count(List<MemberInfo> references, string name) => references.Count(member =>
        member.Name == name && TypeNameOf(member).StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
        && TypeNameOf(member).Contains("Awaiter", StringComparison.Ordinal));

    private static bool IsProduct(Type type) =>
        type.Assembly == ProductCode.Shared || type.Assembly == ProductCode.Functions || type.Assembly == typeof(ProductCode).Assembly;

    private static string NameOf(MemberInfo member) => $"{TypeNameOf(member)}.{member.Name}";

    private static string TypeNameOf(MemberInfo member) => FullNameOf(member as Type ?? member.DeclaringType!);

    // Generic types by their definition, nested ones by the outer name too.
    private static string FullNameOf(Type type) => ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Split('`')[0];
}
