using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>Reads every use of a type: declarations, signatures, attributes, locals, instructions and catch clauses.</summary>
internal sealed class UseReader(PEReader image, MetadataReader metadata, SourceFiles files)
{
    private readonly Dictionary<EntityHandle, (string Name, IReadOnlyList<string> Files, string Assembly)> _targets = [];
    private List<EntityHandle> _found = [];

    public IEnumerable<TypeUse> Read()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            foreach (var use in OfDeclaration(handle))
            {
                yield return use;
            }
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var owner = method.GetDeclaringType();
            var file = files.Of(handle) ?? (files.Of(owner) is [var first, ..] ? first : null);
            if (file is null)
            {
                continue;
            }

            _found = [];
            Signatures(types => method.DecodeSignature(types, null));
            Attributes(method.GetCustomAttributes());
            Constraints(method.GetGenericParameters());
            foreach (var parameter in method.GetParameters())
            {
                Attributes(metadata.GetParameter(parameter).GetCustomAttributes());
            }

            if (method.RelativeVirtualAddress != 0)
            {
                Body(image.GetMethodBody(method.RelativeVirtualAddress));
            }

            foreach (var use in Uses(file, TypeNames.FullName(metadata, owner) + "." + metadata.GetString(method.Name)))
            {
                yield return use;
            }
        }
    }

    private IEnumerable<TypeUse> OfDeclaration(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = TypeNames.FullName(metadata, handle);
        _found = [];
        Add(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Add(metadata.GetInterfaceImplementation(implementation).Interface);
        }

        Attributes(type.GetCustomAttributes());
        Constraints(type.GetGenericParameters());
        foreach (var field in type.GetFields())
        {
            var definition = metadata.GetFieldDefinition(field);
            Signatures(types => definition.DecodeSignature(types, null));
            Attributes(definition.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties())
        {
            Attributes(metadata.GetPropertyDefinition(property).GetCustomAttributes());
        }

        return files.Of(handle) is [var file, ..] ? [.. Uses(file, name)] : [];
    }

    private void Body(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            Signatures(types => metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(types, null));
        }

        foreach (var region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }

        foreach (var (kind, token) in IlTokens.Read(body.GetILReader()))
        {
            if (kind is not (System.Reflection.Emit.OperandType.InlineString or System.Reflection.Emit.OperandType.InlineSig))
            {
                Add(IlTokens.Entity(token));
            }
        }
    }

    private void Add(EntityHandle handle)
    {
        switch (handle.IsNil ? default : handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
            case HandleKind.TypeReference:
            case HandleKind.MethodDefinition:
                _found.Add(handle);
                break;
            case HandleKind.FieldDefinition:
                _found.Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.TypeSpecification:
                Signatures(types => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(types, null));
                break;
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent);
                break;
            case HandleKind.MethodSpecification:
                var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(specification.Method);
                Signatures(types => specification.DecodeSignature(types, null));
                break;
        }
    }

    private void Signatures(Action<SignatureTypes> decode)
    {
        var types = new SignatureTypes();
        decode(types);
        _found.AddRange(types.Found);
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            var constructor = metadata.GetCustomAttribute(attribute).Constructor;
            Add(constructor.Kind == HandleKind.MethodDefinition ? metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType() : constructor);
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
        {
            foreach (var constraint in metadata.GetGenericParameter(parameter).GetConstraints())
            {
                Add(metadata.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private IEnumerable<TypeUse> Uses(string file, string member) =>
        from handle in _found.Distinct()
        let target = Target(handle)
        select new TypeUse(file, member, target.Name, target.Files, target.Assembly);

    private (string Name, IReadOnlyList<string> Files, string Assembly) Target(EntityHandle handle)
    {
        if (!_targets.TryGetValue(handle, out var target))
        {
            target = handle.Kind switch
            {
                HandleKind.TypeReference => (TypeNames.FullName(metadata, (TypeReferenceHandle)handle), [], TypeNames.Assembly(metadata, (TypeReferenceHandle)handle)),
                HandleKind.MethodDefinition => OfMethod((MethodDefinitionHandle)handle),
                _ => (TypeNames.FullName(metadata, (TypeDefinitionHandle)handle), files.Of((TypeDefinitionHandle)handle), ""),
            };
            _targets[handle] = target;
        }

        return target;
    }

    // A method of a partial type is used in its own file, not in all files of the type.
    private (string Name, IReadOnlyList<string> Files, string Assembly) OfMethod(MethodDefinitionHandle handle)
    {
        var owner = metadata.GetMethodDefinition(handle).GetDeclaringType();
        return (TypeNames.FullName(metadata, owner), files.Of(handle) is { } file ? [file] : files.Of(owner), "");
    }
}
