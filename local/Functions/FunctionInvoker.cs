using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Smart.Local.Runtime;

namespace Smart.Local.Functions;

/// <summary>
/// Runs functions of one process generation: a service scope and, unless static, a new instance an invocation, with the
/// middleware around it.
/// </summary>
internal sealed class FunctionInvoker
{
    // The key under which the HTTP integration looks for the request (FunctionContextExtensions.GetHttpContext).
    private const string HttpContextKey = "HttpRequestContext";

    private readonly IServiceProvider _services;
    private readonly ParameterBinder _binder;
    private readonly Fence _fence;
    private readonly TimeProvider _clock;
    private readonly ExecutionTrace _trace;
    private readonly ILogger _logger;
    private readonly FunctionExecutionDelegate _pipeline;

    public FunctionInvoker(IServiceProvider services, WorkerPipeline pipeline, ParameterBinder binder, Fence fence, ExecutionTrace trace)
    {
        _services = services;
        _binder = binder;
        _fence = fence;
        _trace = trace;
        _clock = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Smart.Local.Functions");
        _pipeline = pipeline.Build(ExecuteAsync);
    }

    /// <summary>Runs a function and yields what it returned; its exception passes through after it is traced.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">What the trigger hands it.</param>
    /// <param name="cancellationToken">Asks the function to give up.</param>
    /// <param name="complete">What to do with the result while the invocation's services still live.</param>
    public async Task<object?> InvokeAsync(LocalFunction function, TriggerInput input, CancellationToken cancellationToken, Func<object?, IServiceProvider, Task>? complete = null)
    {
        _fence.Check();
        (_clock as VirtualClock)?.EnterFunction();
        Exception? error = null;
        try
        {
            await using var scope = _services.CreateAsyncScope();
            var context = new LocalFunctionContext(function, input, scope.ServiceProvider, cancellationToken);
            var invocation = new Invocation(function, input);
            context.Features.Set(invocation);
            if (input.Http is { } http)
            {
                http.RequestServices = scope.ServiceProvider;
                context.Items[HttpContextKey] = http;
            }

            await _pipeline(context);
            if (complete is not null)
                await complete(invocation.Result, scope.ServiceProvider);
            return invocation.Result;
        }
        catch (Exception e)
        {
            error = e;
            throw;
        }
        finally
        {
            Report(function, input, error);
        }
    }

    /// <summary>
    /// Runs an orchestrator as far as its history goes: its task ends only in the episode that ends the orchestration.
    /// It shares the root services, since the scope of an episode that waits would never end.
    /// </summary>
    /// <param name="function">The orchestrator.</param>
    /// <param name="input">Its context and input.</param>
    /// <param name="isReplaying">Whether what ends now has ended before.</param>
    public async Task<object?> InvokeOrchestratorAsync(LocalFunction function, TriggerInput input, Func<bool> isReplaying)
    {
        var invocation = new Invocation(function, input);
        var context = new LocalFunctionContext(function, input, _services, CancellationToken.None);
        context.Features.Set(invocation);
        Exception? error = null;
        try
        {
            await _pipeline(context);
            return invocation.Result;
        }
        catch (Exception e)
        {
            error = e;
            throw;
        }
        finally
        {
            if (!isReplaying())
                Report(function, input, error);
        }
    }

    private void Report(LocalFunction function, TriggerInput input, Exception? error)
    {
        if (_fence.IsClosed)
            return;
        if (error is not null)
            _logger.LogWarning(error, "{Function} {Key} failed", function.Name, input.Key);
        _trace.Add(_clock.GetUtcNow(), function.Kind, function.Name, input.Key, error);
    }

    private async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = context.Features.Get<Invocation>()!;
        var method = invocation.Function.Method;
        var arguments = _binder.Bind(invocation.Function, invocation.Input, context);
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        try
        {
            var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            invocation.Result = await FunctionResult.UnwrapAsync(method.ReturnType, returned);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronously)
                await asynchronously.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }

    private sealed class Invocation(LocalFunction function, TriggerInput input)
    {
        public LocalFunction Function => function;

        public TriggerInput Input => input;

        public object? Result { get; set; }
    }
}
