using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Smart.Local.Functions;

/// <summary>Collects the services and the middleware of the functions, as the worker's builder does.</summary>
internal sealed class WorkerPipeline(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public IServiceCollection Services => services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>The middleware around the last step, the first registered outermost.</summary>
    public FunctionExecutionDelegate Build(FunctionExecutionDelegate last)
        => Enumerable.Reverse(_middleware).Aggregate(last, (next, middleware) => middleware(next));
}
