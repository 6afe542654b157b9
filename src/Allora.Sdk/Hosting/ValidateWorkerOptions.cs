using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>Validates one worker's options when the host starts, under the worker's name.</summary>
internal sealed class ValidateWorkerOptions(string worker, List<string> failures) : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        if (name != worker)
            return ValidateOptionsResult.Skip;
        if (failures.Count > 0)
            return ValidateOptionsResult.Fail(failures);
        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"Worker '{worker}': {exception.Message}");
        }
    }
}
