using System.Collections.Concurrent;
using System.Reflection;

namespace Smart.Local.Functions;

/// <summary>Waits for what a function returns, whatever task type it is, and yields its value.</summary>
internal static class FunctionResult
{
    private static readonly MethodInfo OfTask = typeof(FunctionResult).GetMethod(nameof(FromTaskAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo OfValueTask = typeof(FunctionResult).GetMethod(nameof(FromValueTaskAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly ConcurrentDictionary<Type, Func<object, Task<object?>>> Waiters = new();

    /// <summary>The value of the method's return; null for nothing.</summary>
    /// <param name="returnType">The declared return type.</param>
    /// <param name="returned">What the method returned.</param>
    public static async Task<object?> UnwrapAsync(Type returnType, object? returned)
    {
        switch (returned)
        {
            case null:
                return null;
            case Task task when returnType == typeof(Task):
                await task;
                return null;
            case ValueTask task:
                await task;
                return null;
            default:
                return await Waiters.GetOrAdd(returnType, Waiter)(returned);
        }
    }

    private static Func<object, Task<object?>> Waiter(Type type)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var method = generic == typeof(Task<>) ? OfTask : generic == typeof(ValueTask<>) ? OfValueTask : null;
        return method is null
            ? value => Task.FromResult<object?>(value)
            : method.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<object, Task<object?>>>();
    }

    private static async Task<object?> FromTaskAsync<T>(object task) => await (Task<T>)task;

    private static async Task<object?> FromValueTaskAsync<T>(object task) => await (ValueTask<T>)task;
}
